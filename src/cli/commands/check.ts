import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EXIT, FleetqError } from '../../errors.js';
import type { Fleet } from '../../fleet/fleet.js';
import { progressOn } from '../../io/progress.js';
import { type BaseRevision, openBaseRevision } from '../../migration/base-revision.js';
import { type CheckedConnector, checkConnector } from '../../migration/check/check.js';
import { type CiResults, readCiResults } from '../../migration/check/ci-results.js';
import type { CheckContext } from '../../migration/check/criterion.js';
import { openFiles } from '../../migration/fleet-files.js';
import { annotationsOf } from '../../output/views/annotations.js';
import { checkView } from '../../output/views/check.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Run } from '../command.js';
import type { CliContext } from '../context.js';
import { selectionDiagnostics, selectionExitCode } from '../diagnostics.js';
import { latestImages } from '../latest.js';
import { render } from '../output.js';
import { runSelection } from '../selection.js';

/** `check`: the definition of a successful migration, for every selected connector. */
export const run: Run = async (args, environment) => {
  const { names, savedQueries } = namesAmong(args.positionals);
  const { selection } = await runSelection(args.withValues(options.names, names), environment, savedQueries);
  const { find, pythonImage } = await latestImages(args, environment, selection.fleet);
  const latest = await find(pythonImage);
  const ciResults = await ciResultsFrom(args, environment);
  const base = await baseFrom(args, selection.fleet);
  const files = await openFiles(selection.fleet);
  const context: CheckContext = {
    dataKey: selection.fleet.config.dataKey,
    pythonImage,
    findLatest: find,
    base,
    ciResults,
    read: files.read,
  };
  const checked: CheckedConnector[] = [];
  const progress = progressOn(environment, (done, total) => `checking ${done}/${total}`);
  try {
    for (const connector of selection.matched) {
      checked.push(await checkConnector(connector, context));
      progress?.report(checked.length, selection.matched.length);
    }
  } finally {
    progress?.end();
    await files.close();
    if ('close' in base) await base.close();
  }
  const failed = checked.some(({ verdict }) => verdict === 'fail');
  const output = args.get(options.annotations)
    ? annotationsOf(checked)
    : await render(checkView({ selection, checked, latest }), args, environment);
  return {
    output,
    diagnostics: selectionDiagnostics(selection),
    exitCode: failed ? EXIT.gate : selectionExitCode(selection, args),
  };
};

/** A positional is a connector where it looks like one; anything else is a saved query. */
function namesAmong(positionals: readonly string[]): { names: readonly string[]; savedQueries: readonly string[] } {
  const isName = (word: string): boolean => /^(?:source|destination)-|[*?[\]{}]/.test(word);
  return { names: positionals.filter(isName), savedQueries: positionals.filter((word) => !isName(word)) };
}

async function ciResultsFrom(args: Arguments, { workingFolder }: CliContext): Promise<CiResults | null> {
  const path = args.get(options.ciResults);
  if (path === undefined) return null;
  let text: string;
  try {
    text = await readFile(resolve(workingFolder, path), 'utf8');
  } catch (error) {
    throw new FleetqError('disk', `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readCiResults(text, path);
}

/** A base that somebody asked for must be there; without one, the criteria that need it say that it is unknown. */
async function baseFrom(args: Arguments, fleet: Fleet): Promise<BaseRevision | { readonly unknown: string }> {
  const asked = args.get(options.base);
  if (fleet.revision !== null) {
    if (asked !== undefined)
      throw new FleetqError('usage', '--base compares the work tree, --rev does not look at it', [
        'leave one of them out',
      ]);
    return { unknown: 'changes are told for the work tree only, not with --rev' };
  }
  try {
    return await openBaseRevision(fleet.root, asked);
  } catch (error) {
    if (asked !== undefined || !(error instanceof FleetqError)) throw error;
    return { unknown: `there is no base revision to compare with: ${error.message}` };
  }
}
