import { EXIT, type ExitCode } from '../errors.js';
import type { Fleet } from '../fleet/fleet.js';
import { allowUnreadable } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Notice } from './command.js';

type WithUnreadable = Pick<Fleet, 'unreadable'>;

/** One notice a metadata file that cannot be read. */
export function unreadableNotices({ unreadable }: WithUnreadable, level: Notice['level']): readonly Notice[] {
  return unreadable.map(({ path, error }) => ({ level, text: `${path}: ${error}` }));
}

/** 3 where metadata could not be read and nobody said that this is all right. */
export function unreadableExitCode({ unreadable }: WithUnreadable, args: Arguments): ExitCode {
  return unreadable.length > 0 && !args.get(allowUnreadable) ? EXIT.unreadable : EXIT.done;
}
