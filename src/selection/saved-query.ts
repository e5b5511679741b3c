import * as z from 'zod/mini';
import { CONNECTOR_TYPES, LANGUAGES, SUPPORT_LEVELS } from '../fleet/connector.js';
import { EVERYTHING, type SelectionRequest } from './selection.js';

const sentence = z.string().check(z.minLength(1));
const anyOf = <const C extends readonly [string, ...string[]]>(words: C) =>
  z.union([z.enum(words), z.array(z.enum(words)).check(z.minLength(1))]);

/** A saved query as its file states it. */
export const savedQueryShape = z.strictObject({
  name: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]*$/)),
  title: sentence,
  /** The question that it answers. */
  answers: sentence,
  query: z.optional(sentence),
  filters: z.optional(
    z.strictObject({
      name: z.optional(z.union([sentence, z.array(sentence).check(z.minLength(1))])),
      'support-level': z.optional(anyOf([...SUPPORT_LEVELS, 'none'])),
      language: z.optional(anyOf([...LANGUAGES, 'none'])),
      type: z.optional(anyOf(CONNECTOR_TYPES)),
    }),
  ),
  columns: z.optional(z.array(sentence).check(z.minLength(1))),
  missing: z.optional(z.enum(['error', 'none'])),
});

type SavedQueryFile = z.infer<typeof savedQueryShape>;

/** A saved query that has been checked, and where it comes from. */
export interface SavedQuery extends SavedQueryFile {
  /** `fleetq` for those that ship with it, `fleet` for the fleet's own. */
  readonly origin: 'fleetq' | 'fleet';
  readonly path: string;
}

/** What a saved query selects by itself. */
export function requestOf({ name, query, missing, filters = {} }: SavedQuery): SelectionRequest {
  return {
    ...EVERYTHING,
    names: listOf(filters.name),
    supportLevels: listOf(filters['support-level']),
    languages: listOf(filters.language),
    types: listOf(filters.type),
    queries: query === undefined ? [] : [{ source: query, missing: missing ?? 'error', savedAs: name }],
  };
}

function listOf<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
