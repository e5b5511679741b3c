import { readFileSync } from 'node:fs';
import { EXIT, FleetqError } from '../../errors.js';
import { packageFile } from '../../io/package-files.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import type { Run } from '../command.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `completion SHELL`: the script that lets a shell complete fleetq's commands, options and values. */
export const run: Run = (args) => {
  const [asked = ''] = args.positionals;
  const shell = SHELLS.find((known) => known === asked);
  if (shell === undefined) {
    const meant = nearest(asked, SHELLS);
    throw new FleetqError('usage', `there is no completion for \`${asked}\``, [
      ...didYouMean(meant),
      `shells: ${SHELLS.join(', ')}`,
    ]);
  }
  return Promise.resolve({
    output: readFileSync(packageFile(`src/cli/completion/scripts/fleetq.${shell}`), 'utf8'),
    diagnostics: [],
    exitCode: EXIT.done,
  });
};
