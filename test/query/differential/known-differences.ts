import type { Answer, Reference } from './compare.js';

/** A difference that is meant, with its reason. */
export interface KnownDifference {
  readonly reason: string;
  readonly applies: (query: string, reference: Reference, answer: Answer, yaml: string) => boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: 'every value that a query builds has a limit; simpleeval limits only some of them',
    applies: (_query, reference, answer) => reference.error === undefined && answer.code === 'limit',
  },
  {
    reason: 'there are no complex numbers: a negative number to a fractional power is an error',
    applies: (_query, reference, answer) =>
      answer.code === 'value' &&
      // The reference may have gone on with it to something else.
      (JSON.stringify(reference.value).includes('complex') || answer.error?.includes('is no real number') === true),
  },
  {
    reason:
      'not a number of a record has no identity: any two of them count as the same in a list, and as the same key',
    applies: (_query, _reference, _answer, yaml) => (yaml.match(/\.nan/g) ?? []).length > 1,
  },
];
