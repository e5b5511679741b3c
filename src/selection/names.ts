import { FleetqError } from '../errors.js';
import type { Fleet } from '../fleet/scan.js';
import { truncated } from '../text/bounded.js';
import { globProblem } from '../text/glob-limits.js';
import { nearest } from '../text/nearest.js';
import type { Selection } from './selection.js';

/** Whether a connector's name is one of those that were asked for. */
export type NameMatcher = (name: string) => boolean;

/** Whether a name was written as a pattern rather than as a name. */
function isGlob(name: string): boolean {
  return /[*?[\]{}!()]/.test(name);
}

/** A matcher for names and globs; with several, any may meet. The library is loaded when there is a glob. */
export async function nameMatcher(names: readonly string[]): Promise<NameMatcher> {
  const globs = names.filter(isGlob);
  const exact = new Set(names);
  if (globs.length === 0) return (name) => exact.has(name);
  for (const glob of globs) {
    const problem = globProblem(glob);
    if (problem !== null)
      throw new FleetqError('usage', `the pattern \`${truncated(glob)}\` ${problem}`, [
        'write it shorter, or as several',
      ]);
  }
  const { default: picomatch } = await import('picomatch');
  const meetsGlob = picomatch(globs, { dot: true });
  return (name) => exact.has(name) || meetsGlob(name);
}

/** The wanted names that no connector of the fleet meets, readable or not. */
export async function unknownNames(wanted: readonly string[], fleet: Fleet): Promise<Selection['unknownNames']> {
  if (wanted.length === 0) return [];
  const known = [...fleet.connectors, ...fleet.unreadable].map(({ name }) => name);
  const unknown: { name: string; meant: readonly string[] }[] = [];
  for (const name of wanted) {
    if (known.some(await nameMatcher([name]))) continue;
    unknown.push({ name, meant: isGlob(name) ? [] : namesMeant(name, known) });
  }
  return unknown;
}

const MOST_MEANT = 4;

/** The names that were most likely meant: those that end with the word, `source-s3` for `s3`; else the nearest; else those with it inside. */
export function namesMeant(word: string, known: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  const distinct = [...new Set(known)];
  const ending = distinct.filter((name) => name.endsWith(`-${wanted}`));
  if (ending.length > 0) return ending.slice(0, MOST_MEANT);
  const meant = nearest(word, distinct);
  if (meant !== undefined) return [meant];
  return distinct.filter((name) => `-${name}-`.includes(`-${wanted}-`)).slice(0, MOST_MEANT);
}
