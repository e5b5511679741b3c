import type { Fleet } from '../../fleet/fleet.js';
import { prepareSelection, select } from '../select.js';
import type { Selection } from '../selection.js';
import type { LoadedQuery } from './load.js';
import { requestOf } from './request.js';

/** A saved query with what it answers now. */
export interface AnsweredQuery {
  readonly loaded: LoadedQuery;
  /** Null where the query is not valid, or where there is no fleet to ask. */
  readonly selection: Selection | null;
}

/** Asks each saved query of the fleet; of none where there is no fleet. */
export function answerQueries(
  queries: readonly LoadedQuery[],
  fleet: Fleet | null,
  now: Date,
): Promise<readonly AnsweredQuery[]> {
  const answer = async (loaded: LoadedQuery): Promise<AnsweredQuery> => {
    const selection =
      fleet === null || !loaded.ok ? null : await select(prepareSelection(requestOf(loaded.query), now), fleet);
    return { loaded, selection };
  };
  return Promise.all(queries.map(answer));
}
