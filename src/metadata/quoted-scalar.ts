export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;
const BACKSLASH = 0x5c;

export const isQuote = (code: number): boolean => code === DOUBLE_QUOTE || code === SINGLE_QUOTE;

/** A line end with the white space around it, and the blank lines that follow: the folds of a quoted scalar. */
const FOLD_OR_SPACE = /[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;
const QUOTE_FOLD_OR_SPACE = /''|[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;
const ESCAPE_FOLD_OR_SPACE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n((?:[ \t]*\n)*)[ \t]*|([^]))|[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;

/** A quoted scalar cannot contain a line that ends a document. */
const DOCUMENT_MARKER = /\n(?:---|\.\.\.)(?=[ \t\n])/;

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    0: '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    '\\': '\\',
    '/': '/',
    N: '\x85',
    _: '\xa0',
    L: '\u2028',
    P: '\u2029',
  }),
);

/** The text of a scalar from its source, quotes included: unescaped and folded; undefined if it is malformed. */
export function unquote(source: string): string | undefined {
  const body = source.slice(1, -1);
  if (source.charCodeAt(0) === DOUBLE_QUOTE) return /[\\\n]/.test(body) ? decodeDoubleQuoted(body) : body;
  return /['\n]/.test(body) ? decodeSingleQuoted(body) : body;
}

/** The text of a plain scalar that spans several lines, without the white space around it. */
export const foldPlain = (source: string): string => source.replace(FOLD_OR_SPACE, fold);

function decodeSingleQuoted(body: string): string | undefined {
  if (body.includes('\n') && DOCUMENT_MARKER.test(body)) return undefined;
  return body.replace(QUOTE_FOLD_OR_SPACE, (match, afterSpace?: string, bare?: string) =>
    match === "''" ? "'" : fold(match, afterSpace, bare),
  );
}

function decodeDoubleQuoted(body: string): string | undefined {
  if (body.includes('\n') && DOCUMENT_MARKER.test(body)) return undefined;
  let unknownEscapes = 0;
  const text = body.replace(ESCAPE_FOLD_OR_SPACE, (match, ...groups: (string | undefined)[]) => {
    const [byte, unit, point, joined, character, afterSpace, bare] = groups;
    if (!match.startsWith('\\')) return fold(match, afterSpace, bare);
    if (joined !== undefined) return withoutSpaces(joined);
    const decoded = character === undefined ? decodeCodePoint(byte ?? unit ?? point ?? '') : ESCAPES.get(character);
    if (decoded === undefined) unknownEscapes += 1;
    return decoded ?? '';
  });
  return unknownEscapes > 0 ? undefined : text;
}

/** One line end becomes a space; of several, the first is dropped and the others stay. */
function fold(match: string, afterSpace: string | undefined, bare: string | undefined): string {
  const blankLines = afterSpace ?? bare;
  if (blankLines === undefined) return match;
  return blankLines === '' ? ' ' : withoutSpaces(blankLines);
}

const withoutSpaces = (blankLines: string): string => blankLines.replace(/[ \t]+/g, '');

function decodeCodePoint(hexadecimal: string): string | undefined {
  const code = Number.parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/**
 * Index of the quote that closes a quoted scalar, or -1.
 *
 * @param from an index inside the scalar, and not inside an escape
 * @param quote character code of its opening quote
 */
export function closingQuote(text: string, from: number, quote: number): number {
  return quote === DOUBLE_QUOTE ? closingDoubleQuote(text, from) : closingSingleQuote(text, from);
}

function closingDoubleQuote(text: string, from: number): number {
  for (let start = from; ;) {
    const quote = text.indexOf('"', start);
    if (quote === -1) return -1;
    let backslashes = 0;
    while (quote - 1 - backslashes >= start && text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote;
    start = quote + 1;
  }
}

function closingSingleQuote(text: string, from: number): number {
  for (let start = from; ;) {
    const quote = text.indexOf("'", start);
    if (quote === -1 || text.charCodeAt(quote + 1) !== SINGLE_QUOTE) return quote;
    start = quote + 2;
  }
}
