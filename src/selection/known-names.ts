import type { Fleet } from '../fleet/fleet.js';
import { nearest } from '../text/nearest.js';
import { isGlob, nameMatcher } from './names.js';
import type { Selection } from './selection.js';

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
