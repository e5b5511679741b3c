/** Words that Python keeps for itself: none of them can be a name, an attribute or a keyword argument. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'False',
  'None',
  'True',
  'and',
  'as',
  'assert',
  'async',
  'await',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'if',
  'import',
  'in',
  'is',
  'lambda',
  'nonlocal',
  'not',
  'or',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'yield',
]);

/** Words that start a statement, or an expression that the language leaves out. */
export const STATEMENT_WORDS: ReadonlySet<string> = new Set([
  'assert',
  'async',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'import',
  'nonlocal',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'if',
  'else',
]);

/** A name of ASCII alone: the classes of Unicode take longer to make than a query, so they wait until they are needed. */
const PLAIN_NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

/** The name that starts at `index`, as written, or null. */
export function nameAt(source: string, index: number): string | null {
  PLAIN_NAME.lastIndex = index;
  const plain = PLAIN_NAME.exec(source)?.[0] ?? '';
  const next = source.charCodeAt(index + plain.length);
  if (!(next > 0x7f)) return plain === '' ? null : plain;
  const name = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
  name.lastIndex = index;
  return name.exec(source)?.[0] ?? null;
}

/** What Python's `str.strip()` takes from both ends of the source before it is parsed. */
const PYTHON_SPACE = '[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${PYTHON_SPACE}+`);
const TRAILING = new RegExp(`${PYTHON_SPACE}$`);

/** Where the expression begins and ends inside the text around it. */
export function trimmedRange(source: string): { readonly start: number; readonly end: number } {
  const start = LEADING.exec(source)?.[0].length ?? 0;
  let end = source.length;
  while (end > start && TRAILING.test(source.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** Names as Python compares them: `ｄａｔａ` is `data`. */
export function normalName(name: string): string {
  // Only names beyond ASCII can change.
  return /^[\w]*$/.test(name) ? name : name.normalize('NFKC');
}
