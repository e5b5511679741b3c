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

/** A name as Python compares it, in NFKC: `ｄａｔａ` is `data`. */
export function normalName(name: string): string {
  // ASCII names are in that form already.
  return /^[\w]*$/.test(name) ? name : name.normalize('NFKC');
}

/** Whether a key can follow a dot in a query: a name that Python leaves as it is, and that the language does not keep for itself. */
export function isFieldName(key: string): boolean {
  return nameAt(key, 0) === key && normalName(key) === key && !KEYWORDS.has(key) && !isPrivateName(key);
}

/** Names that queries reach in no object: Python's own attributes, and those of its functions. */
export function isPrivateName(name: string): boolean {
  return name.startsWith('_') || name.startsWith('func_');
}
