/** The noun as the number asks for it: `connector` for one, `connectors` for none and for many. */
export function agreeing(count: number, noun: string, plural = `${noun}s`): string {
  return count === 1 ? noun : plural;
}

/** A number as people read it: `2,640`. */
export function numberText(count: number): string {
  return count.toLocaleString('en');
}

/** `1 connector`, `2,640 connectors`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} ${agreeing(count, noun, plural)}`;
}

/** `55 of 475 connectors`, `0 of 1 connector`: it is the whole that is counted. */
export function countedOf(count: number, whole: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} of ${counted(whole, noun, plural)}`;
}

/** A list that is cut short: `a, b, c and 11 more`. One item more than `most` is still listed. */
export function firstFew(items: readonly string[], most = 3): string {
  if (items.length <= most + 1) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${numberText(items.length - most)} more`;
}
