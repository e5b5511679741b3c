/** A line end with the white space around it, and the blank lines that follow: the folds of a quoted scalar. */
const FOLD_OR_SPACE = /[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;
const QUOTE_FOLD_OR_SPACE = /''|[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;
const ESCAPE_FOLD_OR_SPACE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n((?:[ \t]*\n)*)[ \t]*|([^]))|[ \t]+(?:\n((?:[ \t]*\n)*)[ \t]*)?|\n((?:[ \t]*\n)*)[ \t]*/g;

/** A quoted scalar cannot run over a line that ends a document. */
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

/** The text of a plain scalar over several lines, without the white space around it. */
export const foldPlain = (source: string): string => source.replace(FOLD_OR_SPACE, fold);

/** The text of a single-quoted scalar from what stands between its quotes; undefined where that is malformed. */
export function decodeSingleQuoted(body: string): string | undefined {
  if (body.includes('\n') && DOCUMENT_MARKER.test(body)) return undefined;
  return body.replace(QUOTE_FOLD_OR_SPACE, (match, afterSpace?: string, bare?: string) =>
    match === "''" ? "'" : fold(match, afterSpace, bare),
  );
}

/** The text of a double-quoted scalar from what stands between its quotes; undefined where that is malformed. */
export function decodeDoubleQuoted(body: string): string | undefined {
  if (body.includes('\n') && DOCUMENT_MARKER.test(body)) return undefined;
  const unknown: string[] = [];
  const text = body.replace(ESCAPE_FOLD_OR_SPACE, (match, ...groups: (string | undefined)[]) => {
    const [byte, unit, point, joined, character, afterSpace, bare] = groups;
    if (!match.startsWith('\\')) return fold(match, afterSpace, bare);
    if (joined !== undefined) return lineEndsOf(joined);
    const decoded = character === undefined ? decodeCodePoint(byte ?? unit ?? point ?? '') : ESCAPES.get(character);
    if (decoded === undefined) unknown.push(match);
    return decoded ?? '';
  });
  return unknown.length > 0 ? undefined : text;
}

/** One line end is a space; of several, the first goes and the others stay. */
function fold(match: string, afterSpace: string | undefined, bare: string | undefined): string {
  const blankLines = afterSpace ?? bare;
  if (blankLines === undefined) return match;
  return blankLines === '' ? ' ' : lineEndsOf(blankLines);
}

const lineEndsOf = (blankLines: string): string => blankLines.replace(/[ \t]+/g, '');

function decodeCodePoint(hexadecimal: string): string | undefined {
  const code = Number.parseInt(hexadecimal, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
