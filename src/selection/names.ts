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
  const unknown: { name: string; nearest?: string }[] = [];
  for (const name of wanted) {
    if (known.some(await nameMatcher([name]))) continue;
    const meant = isGlob(name) ? undefined : nearest(name, known);
    unknown.push(meant === undefined ? { name } : { name, nearest: meant });
  }
  return unknown;
}
