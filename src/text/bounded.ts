/** The text in at most `most` UTF-16 units, with an ellipsis in place of its middle where it is longer. */
export function bounded(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 3);
  const start = most - 1 - end;
  return `${text.slice(0, start).replace(/[\ud800-\udbff]$/, '')}…${text.slice(-end).replace(/^[\udc00-\udfff]/, '')}`;
}

/** The beginning of a text, with an ellipsis behind it where it is longer than `most` UTF-16 units. */
export function truncated(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most - 1)}\u2026` : text;
}
