export const CODE = {
  tab: 0x09,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  singleQuote: 0x27,
  comma: 0x2c,
  dash: 0x2d,
  colon: 0x3a,
  greater: 0x3e,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  bar: 0x7c,
} as const;

/** The first place in a line from `start` on that holds no space. */
export function afterSpaces(line: string, start: number): number {
  let at = start;
  while (at < line.length && line.charCodeAt(at) === CODE.space) at += 1;
  return at;
}

/** True at a space, and where the line is over. */
export const isGap = (line: string, at: number): boolean => at === line.length || line.charCodeAt(at) === CODE.space;

/** True where nothing follows any more, except a comment behind a space. */
export function endsLine(line: string, at: number): boolean {
  if (at === line.length) return true;
  const next = afterSpaces(line, at);
  return next === line.length || (next > at && line.charCodeAt(next) === CODE.hash);
}
