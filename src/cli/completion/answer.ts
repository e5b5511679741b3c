import { escapeControl } from '../../text/escape-control.js';

/** What the shell is to offer for the word under the cursor. */
export type Answer =
  /** Whole words. Where the word is `open`, more may follow it without a blank, as in a list with commas. */
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[]; readonly open: boolean }
  /** Paths, which the shell knows best; `before` is what the word holds in front of the path. */
  | { readonly kind: 'files' | 'folders'; readonly before: string };

export interface Candidate {
  readonly word: string;
  /** A few words on it, for the shells that show them. */
  readonly about?: string;
}

export const NOTHING: Answer = { kind: 'words', candidates: [], open: false };

/**
 * The answer as the scripts in `completion/` read it: what kind it is on the first line (`words`, `open`, `files` or
 * `folders`, these two with a tab and what stands before the path), then a candidate a line, its word and what it is about
 * with a tab between. A word that a terminal would obey, or that takes more than a line, is left out.
 */
export function answerText(answer: Answer): string {
  if (answer.kind !== 'words') return `${answer.kind}\t${answer.before}\n`;
  const safe = answer.candidates.filter(({ word }) => escapeControl(word) === word);
  const lines = safe.map(({ word, about }) => (about === undefined ? word : `${word}\t${escapeControl(about)}`));
  return [answer.open ? 'open' : 'words', ...lines].map((line) => `${line}\n`).join('');
}
