const SURROGATE = /[\ud800-\udfff]/;

/** True when every character is one UTF-16 unit, so that JavaScript's own indexes count code points. */
export function isSimple(text: string): boolean {
  return !SURROGATE.test(text);
}

export function codePointsOf(text: string): readonly string[] {
  return Array.from(text);
}

/** Length in code points. */
export function lengthOf(text: string): number {
  if (isSimple(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The part between two code points. */
export function sliceOf(text: string, start: number, end: number): string {
  if (isSimple(text)) return text.slice(start, end);
  return codePointsOf(text).slice(start, end).join('');
}

/** Which code point stands at a UTF-16 offset. */
export function codePointIndex(text: string, offset: number): number {
  return isSimple(text) ? offset : lengthOf(text.slice(0, offset));
}

/** Below, at or above zero, by code points: JavaScript's own order puts U+1F600 before U+FB01. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (isSimple(a) && isSimple(b)) return a < b ? -1 : 1;
  const left = codePointsOf(a);
  const right = codePointsOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
