import { EXIT } from '../errors.js';
import type { CommandResult } from './command.js';

/** First argument of a migration's watchdog process, read before the command line is parsed. For fleetq itself only. */
export const WATCHDOG_ARGUMENT = '__migration-watchdog';

/** Runs this process as the watchdog over the state folder of a migration. */
export async function watch(folder: string): Promise<CommandResult> {
  const { runWatchdog } = await import('../migration/apply/watchdog.js');
  await runWatchdog(process.stdin, folder);
  return { output: '', diagnostics: [], exitCode: EXIT.done };
}
