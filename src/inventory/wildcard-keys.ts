import type { Scalar } from '../values/value.js';

/** What stands for a key that is data rather than a name. */
export const ANY_KEY = '*';

const VERSION = /^v?\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.+-]*)?$/;
const WHOLE_NUMBER = /^\d+$/;
const DATE = /^\d{4}-\d{2}-\d{2}/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DIGEST = /^(?:[a-z0-9]+:)?[0-9a-f]{32,}$/i;
const DATA_LIKE = [VERSION, WHOLE_NUMBER, DATE, UUID, DIGEST];

/**
 * A key as a part of a field path. Keys that are data (a version, a number, a date, a UUID, a digest, anything that is
 * no string) become `*`: otherwise every release of every connector would be a field of its own.
 * It depends on the key alone, so a path stays the same while the fleet changes.
 */
export function pathPart(key: Scalar): string {
  return typeof key !== 'string' || DATA_LIKE.some((shape) => shape.test(key)) ? ANY_KEY : key;
}
