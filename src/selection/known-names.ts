import picomatch from 'picomatch';
import type { Fleet } from '../fleet/fleet.js';
import { nearest } from '../words/nearest.js';
import { isGlob } from './filters.js';
import type { Selection } from './selection.js';

/** The wanted names that no connector of the fleet meets, readable or not. */
export function unknownNames(wanted: readonly string[], fleet: Fleet): Selection['unknownNames'] {
  const known = [...fleet.connectors, ...fleet.unreadable].map(({ name }) => name);
  const exists = (name: string): boolean => (isGlob(name) ? matchesAny(name, known) : known.includes(name));
  return wanted
    .filter((name) => !exists(name))
    .map((name) => {
      const meant = isGlob(name) ? undefined : nearest(name, known);
      return meant === undefined ? { name } : { name, nearest: meant };
    });
}

function matchesAny(glob: string, names: readonly string[]): boolean {
  const matches = picomatch(glob, { dot: true });
  return names.some((name) => matches(name));
}
