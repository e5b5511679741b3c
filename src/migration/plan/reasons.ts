/** Every kind of reason why a migration is skipped or refused. A script may rely on them. */
export type ReasonCode =
  | 'already-migrated'
  | 'not-python'
  | 'manifest-only'
  | 'no-language'
  | 'not-checked-out'
  | 'unreadable-file'
  | 'not-text'
  | 'no-documentation'
  | 'no-changelog'
  | 'version'
  | 'metadata-not-editable'
  | 'pyproject-not-editable'
  | 'custom-dockerfile'
  | 'hooks-exist'
  | 'uncommitted-changes'
  | 'not-writable';

/** Why nothing is done to a connector: a code for programs, a sentence without its full stop for people. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
}

/** Ends the planning of one connector from any depth. Never leaves this folder: it becomes a `RefusedMigration`. */
export class Refusal extends Error {
  constructor(readonly reasons: readonly Reason[]) {
    super(reasons.map(({ message }) => message).join('; '));
  }
}

/** @param messages at least one */
export function refuse(code: ReasonCode, ...messages: string[]): never {
  throw new Refusal(messages.map((message) => ({ code, message })));
}
