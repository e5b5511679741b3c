/** The whitespace that Python's `str.strip()` removes; simpleeval strips a query before it parses it. */
const PYTHON_SPACE = '[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${PYTHON_SPACE}+`);
const TRAILING = new RegExp(`${PYTHON_SPACE}$`);

/** The range of the expression without the whitespace around it. */
export function trimmedRange(source: string): { readonly start: number; readonly end: number } {
  const start = LEADING.exec(source)?.[0].length ?? 0;
  let end = source.length;
  while (end > start && TRAILING.test(source.charAt(end - 1))) end -= 1;
  return { start, end };
}
