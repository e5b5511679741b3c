import type { Answer } from './answer.js';
import type { Source } from './sources.js';

/**
 * What completes a placeholder of the help: a source of words, a kind of path, or nothing that fleetq could know.
 * A placeholder that is missing here fails a test, so that no option is forgotten.
 */
export const COMPLETES: Readonly<Record<string, Source | Exclude<Answer['kind'], 'words'> | 'nothing'>> = {
  'A,B': 'fields',
  ADDRESS: 'baseImages',
  COMMAND: 'commands',
  DIR: 'folders',
  FIELD: 'fields',
  FILE: 'files',
  N: 'nothing',
  NAME: 'connectors',
  PATH: 'paths',
  'PULL-REQUEST': 'nothing',
  QUERY: 'nothing',
  REF: 'references',
  REV: 'references',
  'SAVED-QUERY': 'savedQueries',
  URL: 'nothing',
  'YYYY-MM-DD': 'nothing',
};

/** The placeholders of a usage line, one for each positional, each with its alternatives: `[NAME… | SAVED-QUERY…] N`. */
export function placeholdersOf(usage: string): readonly Placeholder[] {
  return [...usage.replaceAll(' | ', '|').matchAll(/[^\s[\]]+/g)].map(([word]) => ({
    alternatives: word.split('|').map((alternative) => alternative.replace(/(?:…|\.\.\.)$/, '')),
    repeats: word.includes('…'),
  }));
}

export interface Placeholder {
  /** Names of placeholders in capitals; anything else is a word that is written as it stands. */
  readonly alternatives: readonly string[];
  readonly repeats: boolean;
}

export function isPlaceholder(alternative: string): boolean {
  return /^[A-Z][A-Z,-]*$/.test(alternative);
}
