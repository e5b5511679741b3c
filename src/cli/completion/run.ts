import { EXIT, FleetqError } from '../../errors.js';
import type { Run } from '../command.js';
import type { CliContext } from '../context.js';
import { type Answer, NOTHING, answerText } from './answer.js';
import { complete } from './complete.js';
import { unquoted } from './unquoted.js';

/**
 * `complete -- SHELL WORD…`: what the scripts in `completion/` ask at every press of Tab. The words are those after
 * `fleetq`, up to the cursor. Bash hands words on as they were typed, quotes and all; the others take the quotes off first.
 */
export const run: Run = async (args, environment) => {
  const [shell, ...words] = args.positionals;
  const read = shell === 'bash' ? words.map(unquoted) : [...words.slice(0, -1), ...words.slice(-1).map(unquoted)];
  return { output: answerText(await quietly(read, environment)), diagnostics: [], exitCode: EXIT.done };
};

/** Where there is no fleet there are no names; somebody who presses Tab is not to read why. */
async function quietly(words: readonly string[], environment: CliContext): Promise<Answer> {
  try {
    return await complete(words, environment);
  } catch (error) {
    if (error instanceof FleetqError) return NOTHING;
    throw error;
  }
}
