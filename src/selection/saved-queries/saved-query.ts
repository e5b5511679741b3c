import { z } from 'zod/mini';
import { CONNECTOR_TYPES, LANGUAGES, SUPPORT_LEVELS } from '../../fleet/connector.js';

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

export type SavedQueryFile = z.infer<typeof savedQueryShape>;

/** A saved query that has been checked, and where it comes from. */
export interface SavedQuery extends SavedQueryFile {
  /** `fleetq` for those that ship with it, `fleet` for the fleet's own. */
  readonly origin: 'fleetq' | 'fleet';
  readonly path: string;
}
