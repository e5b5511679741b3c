import { type EvaluationFault, QuerySyntaxError } from './errors.js';
import type { LimitName } from './limits.js';
import { exceeded } from './meter.js';

/** What V8 says where it ends its work, and the limit that should have come first. */
const ENGINE_LIMITS: readonly { readonly says: RegExp; readonly limit: LimitName; readonly summary: string }[] = [
  { says: /call stack/, limit: 'valueNesting', summary: 'the query, or a value, is nested too deep' },
  { says: /string length/, limit: 'stringLength', summary: 'a string would be too long' },
  { says: /BigInt/, limit: 'integerBits', summary: 'an integer would have too many digits' },
  { says: /./s, limit: 'collectionLength', summary: 'a collection would have too many items' },
];

/** The fault of a limit of the engine, such as a stack overflow; null for any other error. */
export function engineFault(error: unknown): EvaluationFault | null {
  if (!(error instanceof RangeError)) return null;
  const { message } = error;
  const met = ENGINE_LIMITS.find(({ says }) => says.test(message));
  return met === undefined ? null : exceeded(met.limit, met.summary);
}

/**
 * Does work on the query itself.
 * @throws QuerySyntaxError where it meets a limit of the engine
 */
export function withinEngine<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const fault = engineFault(error);
    if (fault === null) throw error;
    const { summary, limit } = fault;
    const hint = 'split it into several queries: all of them must match';
    throw new QuerySyntaxError({ code: 'limit', summary, hint, range: { start: 0, end: 1 }, source, limit });
  }
}
