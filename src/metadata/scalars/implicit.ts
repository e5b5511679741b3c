/** The kinds that YAML 1.1 tells a plain scalar by, with PyYAML's own patterns where the two differ. */
export type ScalarKind = 'string' | 'null' | 'boolean' | 'integer' | 'float' | 'timestamp' | 'merge' | 'value';

const WORDS: ReadonlyMap<string, ScalarKind> = new Map<string, ScalarKind>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, 'null'] as const),
  ...['yes', 'Yes', 'YES', 'no', 'No', 'NO', 'true', 'True', 'TRUE'].map((word) => [word, 'boolean'] as const),
  ...['false', 'False', 'FALSE', 'on', 'On', 'ON', 'off', 'Off', 'OFF'].map((word) => [word, 'boolean'] as const),
  ['<<', 'merge'],
  ['=', 'value'],
]);
const LONGEST_WORD = 5;

// An exponent needs a dot before it and a sign: `1e3` is a string to PyYAML.
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const INTEGER =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const TIMESTAMP =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

/** The kind of a plain scalar without a tag. */
export function implicitKind(text: string): ScalarKind {
  const first = text.charCodeAt(0);
  // `+`, `-`, `.` and the digits; nothing else starts a number or a date.
  if (first === 0x2b || first === 0x2d || first === 0x2e || (first >= 0x30 && first <= 0x39)) return numericKind(text);
  return text.length > LONGEST_WORD ? 'string' : (WORDS.get(text) ?? 'string');
}

function numericKind(text: string): ScalarKind {
  if (INTEGER.test(text)) return 'integer';
  if (FLOAT.test(text)) return 'float';
  return TIMESTAMP.test(text) ? 'timestamp' : 'string';
}

const TRUE = new Set(['yes', 'true', 'on']);
const FALSE = new Set(['no', 'false', 'off']);

/** What the text of a `!!bool` means, in any case; undefined for anything else. */
export function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (TRUE.has(lower)) return true;
  return FALSE.has(lower) ? false : undefined;
}
