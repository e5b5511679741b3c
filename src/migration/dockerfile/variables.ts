/** What Docker knows of a variable: its value, or undefined where the Dockerfile does not set it. */
export type Lookup = (name: string) => string | undefined;

/** Defaults inside defaults: real files have one. */
const MAX_DEPTH = 8;

/** How long a default may be. */
const MAX_WORD = 2048;

/** What one instruction may expand to: values can double with every line. */
export const MAX_EXPANDED = 16 * 1024;

/** A variable at the start of a text, and what stands in its place. */
interface Expansion {
  /** How many characters it takes. */
  readonly length: number;
  readonly value: string;
}

/**
 * Expands the variable that starts at a dollar sign, as Docker does: `$NAME`, `${NAME}`, and `${NAME:-word}`,
 * `${NAME:+word}`, `${NAME:?word}` with or without the colon. Null where it is none, has another form, or is not known:
 * it then stays as it is written.
 */
export function expandVariable(text: string, at: number, lookup: Lookup, depth = 0): Expansion | null {
  const plain = readName(text, at + 1);
  if (plain !== '') return known(lookup(plain), plain.length + 1);
  if (text[at + 1] !== '{' || depth > MAX_DEPTH) return null;
  const name = readName(text, at + 2);
  if (name === '') return null;
  const after = at + 2 + name.length;
  if (text[after] === '}') return known(lookup(name), after + 1 - at);
  const [operator] = /^:?[-+?]/.exec(text.slice(after, after + 2)) ?? [];
  const end = operator === undefined ? -1 : closingBrace(text, after);
  if (operator === undefined || end === -1) return null;
  const value = lookup(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  const chosen = choose(operator, isSet ? value : undefined, text.slice(after + operator.length, end));
  if (chosen === null) return null;
  return { length: end + 1 - at, value: chosen.isWord ? expandText(chosen.text, lookup, depth + 1) : chosen.text };
}

/** Expands every variable of a text that has no quotes. Beyond `MAX_EXPANDED` they stay as they are written. */
export function expandText(text: string, lookup: Lookup, depth = 0): string {
  let expanded = '';
  for (let index = 0; index < text.length; index++) {
    const expansion =
      text[index] === '$' && expanded.length < MAX_EXPANDED ? expandVariable(text, index, lookup, depth) : null;
    expanded += expansion === null ? text.charAt(index) : expansion.value;
    if (expansion !== null) index += expansion.length - 1;
  }
  return expanded;
}

function choose(operator: string, value: string | undefined, word: string): { text: string; isWord: boolean } | null {
  switch (operator.at(-1)) {
    case '-':
      return value === undefined ? { text: word, isWord: true } : { text: value, isWord: false };
    case '+':
      return value === undefined ? { text: '', isWord: false } : { text: word, isWord: true };
    default:
      return value === undefined ? null : { text: value, isWord: false };
  }
}

function known(value: string | undefined, length: number): Expansion | null {
  return value === undefined ? null : { length, value };
}

function readName(text: string, at: number): string {
  let end = at;
  while (end < text.length && /\w/.test(text.charAt(end))) end++;
  return /^\d/.test(text.charAt(at)) ? '' : text.slice(at, end);
}

/** Where the brace that was open before `at` is closed, or -1. */
function closingBrace(text: string, at: number): number {
  let depth = 1;
  for (let index = at; index < Math.min(text.length, at + MAX_WORD); index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === '{' && text[index - 1] === '$') depth++;
    else if (character === '}' && --depth === 0) return index;
  }
  return -1;
}
