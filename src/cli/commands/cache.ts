import { EXIT, FleetqError } from '../../errors.js';
import { cacheFiles, cacheInfo, removeFiles } from '../../fleet/index/cache-info.js';
import { cacheFolder } from '../../io/user-folders.js';
import { cacheView } from '../../output/views/cache.js';
import { didYouMean, nearest } from '../../text/nearest.js';
import { counted } from '../../text/plural.js';
import type { CommandResult, Run } from '../command.js';
import { formatDiagnostics, render } from '../output.js';
import { codeVersion } from '../version.js';

const CLEAR = 'clear';

/** `cache`: what fleetq remembers, and where. `cache clear` forgets it; the next run of each fleet reads everything anew. */
export const run: Run = async (args, context) => {
  const folder = cacheFolder(context.variables);
  if (folder === null)
    throw new FleetqError('disk', 'there is no home folder for a cache', ['name one with FLEETQ_CACHE_DIR']);
  const [word] = args.positionals;
  if (word === CLEAR) return cleared(folder);
  if (word !== undefined) {
    const meant = nearest(word, [CLEAR]);
    throw new FleetqError('usage', `\`cache\` does not take \`${word}\``, [
      ...didYouMean(meant),
      'fleetq cache shows what is remembered, fleetq cache clear forgets it',
    ]);
  }
  const view = cacheView(folder, cacheInfo(folder, codeVersion()));
  const diagnostics = formatDiagnostics(view, args);
  return {
    output: await render(view, args, context, null, diagnostics),
    diagnostics,
    exitCode: EXIT.done,
  };
};

function cleared(folder: string): CommandResult {
  const files = cacheFiles(folder);
  const left = removeFiles(files);
  const [first] = left;
  if (first !== undefined)
    throw new FleetqError('disk', `${counted(left.length, 'file')} could not be removed, such as ${first.path}`, [
      'look at who may write to the folder, or choose another with FLEETQ_CACHE_DIR',
    ]);
  return {
    output: '',
    diagnostics: [{ code: 'cache', level: 'note', text: `removed ${counted(files.length, 'file')} from ${folder}` }],
    exitCode: EXIT.done,
  };
}
