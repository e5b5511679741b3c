import { distance } from 'fastest-levenshtein';

/** Shorter prefixes fit too many words to be a hint. */
const MIN_PREFIX = 3;

/** Longer words are no slips of the pen, and would take long to compare. */
const MAX_LENGTH = 200;

/**
 * The known word that was most likely meant, or undefined: the same letters in another case or with other separators,
 * two letters swapped, few letters changed, or a prefix of exactly one word.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  return nearestOf(
    written,
    known.filter((word) => word.length <= MAX_LENGTH),
  );
}

function nearestOf(written: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const letters = lettersOf(written);
  const sameLetters =
    known.find((word) => word.toLowerCase() === written.toLowerCase()) ??
    known.find((word) => letters !== '' && lettersOf(word) === letters);
  if (sameLetters !== undefined) return sameLetters;
  const swapped = known.find((word) => isSwapped(written, word));
  if (swapped !== undefined) return swapped;
  const slip = misspelt(written, known);
  if (slip !== undefined) return slip;
  const completed = letters.length < MIN_PREFIX ? [] : known.filter((word) => lettersOf(word).startsWith(letters));
  return completed.length === 1 ? completed[0] : undefined;
}

/** The known word that the written one is a misspelling of, or undefined where none is near enough. */
function misspelt(written: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Infinity;
  for (const word of known) {
    const changes = changesBetween(written, word, fewest);
    if (changes < fewest) [best, fewest] = [word, changes];
  }
  return best;
}

/** One letter in so many may be wrong: more is another word. */
const LETTERS_PER_CHANGE = 3;

/**
 * How many letters have to change, or Infinity where that is as many as `atLeast` or too many for a slip of the pen.
 * Parts that both share count for nothing: `source-zzz` and `source-aha` have no letter in common but their kind.
 */
function changesBetween(written: string, word: string, atLeast: number): number {
  const [a, b] = withoutSharedParts(partsOf(written), partsOf(word));
  const longer = Math.max(a.length, b.length);
  const most = Math.min(Math.max(1, Math.floor(longer / LETTERS_PER_CHANGE)), longer - 1, atLeast - 1);
  if (Math.abs(a.length - b.length) > most) return Infinity;
  const changes = distance(a, b);
  return changes <= most ? changes : Infinity;
}

function partsOf(word: string): readonly string[] {
  return word.toLowerCase().split(/[-_. ]/);
}

/** What is left of both without the parts that they begin and end with alike. */
function withoutSharedParts(a: readonly string[], b: readonly string[]): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [a.slice(start, a.length - end).join('-'), b.slice(start, b.length - end).join('-')];
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** True if the words differ by two swapped neighbouring letters alone. */
function isSwapped(written: string, word: string): boolean {
  if (written.length !== word.length) return false;
  let index = 0;
  while (index < word.length && written[index] === word[index]) index++;
  return (
    index < word.length &&
    written[index] === word[index + 1] &&
    written[index + 1] === word[index] &&
    written.slice(index + 2) === word.slice(index + 2)
  );
}

/** The hint of an error, or none. */
export function didYouMean(meant: string | readonly string[] | undefined): readonly string[] {
  const words = meant === undefined ? [] : [meant].flat();
  return words.length === 0 ? [] : [`did you mean ${words.map((word) => `\`${word}\``).join(' or ')}?`];
}
