import { closest, distance } from 'fastest-levenshtein';

/** The known word that somebody most likely meant, or undefined where none is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const sameLetters = known.find((word) => word.toLowerCase() === written.toLowerCase());
  if (sameLetters !== undefined) return sameLetters;
  const candidate = closest(written, [...known]);
  return distance(written, candidate) <= Math.max(1, Math.floor(Math.max(written.length, candidate.length) / 3)) ? candidate : undefined;
}
