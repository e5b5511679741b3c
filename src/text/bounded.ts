/** The text in at most `most` UTF-16 units, with an ellipsis in place of its middle where it is longer. */
export function bounded(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  const start = most - 1 - end;
  return `${text.slice(0, start).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-end).replace(/^[\udc00-\udfff]/, '')}`;
}
