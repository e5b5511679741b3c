const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Keywords that start a statement, or belong to one or to a condition or comprehension. */
export const STATEMENT_WORDS = words(
  'assert async break class continue def del elif else except finally for from global if import nonlocal pass raise ' +
    'return try while with',
);

/** Python's keywords: none of them can be a name, an attribute or a named argument. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...STATEMENT_WORDS,
  ...words('False None True and as await in is lambda not or yield'),
]);

/** V8 takes longer to build a regex with Unicode classes than a query takes, so ASCII names are tried first. */
const ASCII_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

/** The name that starts at `index`, as written, or null. */
export function nameAt(source: string, index: number): string | null {
  ASCII_NAME.lastIndex = index;
  const plain = ASCII_NAME.exec(source)?.[0] ?? '';
  const next = source.charCodeAt(index + plain.length);
  if (!(next > 0x7f)) return plain === '' ? null : plain;
  const name = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
  name.lastIndex = index;
  return name.exec(source)?.[0] ?? null;
}

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

/** A name as Python compares it, in NFKC: `ｄａｔａ` is `data`. */
export function normalName(name: string): string {
  // ASCII names are in that form already.
  return /^[\w]*$/.test(name) ? name : name.normalize('NFKC');
}
