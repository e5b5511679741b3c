import { EXIT, type ExitCode } from '../errors.js';
import type { Selection } from '../selection/selection.js';
import { counted, firstFew } from '../text/plural.js';
import { allowUndecided, failIfAny, failIfNone } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';

/** What closed a gate: why, and the exit code. */
export interface ClosedGate {
  readonly diagnostic: Diagnostic;
  readonly exitCode: ExitCode;
}

/**
 * The gates of a listing, null where none is closed. A gate looks at everything that matched, not at the rows that
 * `--limit` left, and one that cannot say yes says no: an undecided connector may match or not.
 */
export function closedGate(args: Arguments, { matched, undecided, missingNoneDecides }: Selection): ClosedGate | null {
  const asked = [failIfAny, failIfNone].filter((option) => args.get(option));
  const [first] = asked;
  if (first === undefined) return null;
  const names = firstFew(matched.map(({ name }) => name));
  if (args.get(failIfAny) && matched.length > 0)
    return closed(failIfAny.name, `${counted(matched.length, 'connector')} listed (${names})`);
  if (args.get(failIfNone) && matched.length === 0) return closed(failIfNone.name, 'no connector is listed');
  if (undecided.length === 0 || args.get(allowUndecided)) return null;
  return closed(first.name, `${counted(undecided.length, 'connector')} undecided, which may be listed or not`, [
    missingNoneDecides
      ? '--missing none decides those with a missing field, --allow-undecided lets them pass'
      : '--allow-undecided lets them pass',
  ]);
}

function closed(option: string, why: string, hints: readonly string[] = []): ClosedGate {
  return { diagnostic: { code: 'gate', level: 'error', text: `--${option}: ${why}`, hints }, exitCode: EXIT.gate };
}
