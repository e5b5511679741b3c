import { EVERYTHING, type SelectionRequest } from '../request.js';
import type { SavedQuery } from './saved-query.js';

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
