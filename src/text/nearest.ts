import { closest, distance } from 'fastest-levenshtein';

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
  const candidate = closest(written, [...known]);
  if (distance(written, candidate) <= Math.max(1, Math.floor(Math.max(written.length, candidate.length) / 3)))
    return candidate;
  const completed = letters.length < MIN_PREFIX ? [] : known.filter((word) => lettersOf(word).startsWith(letters));
  return completed.length === 1 ? completed[0] : undefined;
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
