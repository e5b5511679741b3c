import { EXIT } from '../errors.js';
import type { CommandResult } from './command.js';
import type { CliContext } from './context.js';

/** First argument of a migration's watchdog process, read before the command line is parsed. For fleetq itself only. */
export const WATCHDOG_ARGUMENT = '__migration-watchdog';

/** Runs this process as the watchdog over the migration of a fleet. */
export async function watch(root: string, { variables }: CliContext): Promise<CommandResult> {
  const { runWatchdog } = await import('../migration/apply/watchdog.js');
  const { stateFolder } = await import('../migration/apply/state-folder.js');
  await runWatchdog(process.stdin, await stateFolder(root, variables), root);
  return { output: '', diagnostics: [], exitCode: EXIT.done };
}
