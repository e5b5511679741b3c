import { resolve } from 'node:path';
import { write } from '../io/streams.js';
import { out, pager as usesPager } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import { type CliContext, isCi } from './context.js';

/** Writes a command's output to the file that `--out` names, through a pager where it is longer than the screen, or to stdout. */
export async function writeOutput(output: string, args: Arguments, context: CliContext): Promise<void> {
  const file = args.get(out);
  if (file !== undefined && file !== '-') {
    const { writeOutputFile } = await import('../io/write-output-file.js');
    writeOutputFile(resolve(context.workingFolder, file), output);
    return;
  }
  const pager = isLongerThanScreen(output, context) && args.get(usesPager) ? pagerFrom(context.variables) : null;
  if (pager !== null) {
    const { showInPager } = await import('../io/pager.js');
    if (await showInPager(pager, output, context.variables)) return;
  }
  await write('stdout', output);
}

function isLongerThanScreen(output: string, { stdout, variables }: CliContext): boolean {
  if (!stdout.isTerminal || stdout.rows === undefined || variables.TERM === 'dumb' || isCi(variables)) return false;
  return output.split('\n').length > stdout.rows;
}

/** Null where somebody wants none, which git takes `cat` for as well. */
function pagerFrom({ FLEETQ_PAGER: own, PAGER: general }: CliContext['variables']): string | null {
  const pager = own ?? general ?? 'less';
  return ['', 'cat'].includes(pager.trim()) ? null : pager;
}
