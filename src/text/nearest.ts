import { closest, distance } from 'fastest-levenshtein';

/** Shorter beginnings fit too many words to be a hint. */
const LEAST_BEGINNING = 3;

/**
 * The known word that somebody most likely meant, or undefined where none is near: the same letters in another case or with
 * other separators, two letters swapped, the beginning of exactly one word, or few letters changed.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
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
  const begun = letters.length < LEAST_BEGINNING ? [] : known.filter((word) => lettersOf(word).startsWith(letters));
  return begun.length === 1 ? begun[0] : undefined;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Whether two neighbouring letters are all that differs. */
function isSwapped(written: string, word: string): boolean {
  if (written.length !== word.length) return false;
  let at = 0;
  while (at < word.length && written[at] === word[at]) at++;
  return (
    at < word.length &&
    written[at] === word[at + 1] &&
    written[at + 1] === word[at] &&
    written.slice(at + 2) === word.slice(at + 2)
  );
}

/** What to try, where a word was probably meant; nothing where none was near. */
export function didYouMean(meant: string | undefined): readonly string[] {
  return meant === undefined ? [] : [`did you mean \`${meant}\`?`];
}
