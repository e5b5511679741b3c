import { shellQuoted } from '../text/shell-quoted.js';

/** What people type who come from another program, and what is written here instead. */
export interface Guess {
  readonly typed: readonly string[];
  /** A placeholder in capitals stands for what was typed behind. */
  readonly write: readonly string[];
}

/** The hint for a word of another program, or none. `behind` is what was typed after it. */
export function guessHint(typed: string, behind: readonly string[], guesses: readonly Guess[]): readonly string[] {
  const found = guesses.find((guess) => guess.typed.includes(typed));
  return found === undefined ? [] : [writeInstead(found.write, behind)];
}

/** `write …, or …`; only the ways that use what was typed, where there are such. */
export function writeInstead(ways: readonly string[], behind: readonly string[] = []): string {
  const filling = behind.length === 0 ? [] : ways.filter((way) => PLACEHOLDER.test(way));
  const shown = (filling.length > 0 ? filling : ways).map((way) => `\`${filled(way, behind)}\``);
  return `write ${shown.join(', or ')}`;
}

const PLACEHOLDER = /\b(NAME|QUERY|TEXT|FIELD|FORM|VALUE|PATH|N|A,B|DIR|REV)\b/;

function filled(way: string, behind: readonly string[]): string {
  if (behind.length === 0) return way;
  return way.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder === 'NAME') return behind.map(shellQuoted).join(way.includes('--name NAME') ? ',' : ' ');
    // Inside quotes it is a part of a query already.
    if (placeholder === 'TEXT') return behind.join(' ').replaceAll(/['"\\]/g, '');
    return shellQuoted(behind.join(' '));
  });
}
