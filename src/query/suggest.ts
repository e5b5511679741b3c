import { distance } from 'fastest-levenshtein';

/** The candidate that a misspelt word most likely meant, or null when none is near. */
export function closestName(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase().replaceAll('_', '');
  let best: string | null = null;
  // A word of one letter is one change away from every other: nothing can be told from that.
  let bestDistance = Math.min(Math.max(1, Math.floor(word.length / 3)), word.length - 1) + 1;
  for (const candidate of candidates) {
    const found = distance(wanted, candidate.toLowerCase().replaceAll('_', ''));
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}
