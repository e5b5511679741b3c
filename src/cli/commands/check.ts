import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { EXIT, FleetqError } from '../../errors.js';
import type { Fleet } from '../../fleet/scan.js';
import { MAX_FILE_BYTES } from '../../io/fleet-reader.js';
import { progressOn } from '../../io/progress.js';
import { type BaseRevision, type UnknownBase, openBaseRevision } from '../../migration/base-revision.js';
import { type CheckedConnector, checkConnector } from '../../migration/check/check.js';
import { type CiResults, parseCiResults } from '../../migration/check/ci-results.js';
import type { CheckContext } from '../../migration/check/criterion.js';
import { openFiles } from '../../migration/files.js';
import { annotationsOf, checkView } from '../../output/views/check.js';
import { probeMatched } from '../../selection/select.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Run } from '../command.js';
import type { CliContext } from '../context.js';
import { contextNote, progressText } from '../context-note.js';
import { selectionDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { looksLikePath } from '../fleet-words.js';
import { refuseUnknownAmong } from '../named-connectors.js';
import { latestImages } from '../latest.js';
import { render } from '../output.js';
import { runSelection } from '../selection.js';

/** `check`: the definition of a successful migration, for every selected connector. */
export const run: Run = async (args, context) => {
  const { names, savedQueries } = namesAmong(args.positionals);
  const { selection, find, pythonImage } = await runSelection(
    args.withValues(options.names, names),
    context,
    savedQueries,
    async ({ selection }, probe) => {
      refuseUnknownAmong(names, selection);
      const latest = await latestImages(args, context, selection.fleet, probe);
      return { selection: await probeMatched(selection, probe), ...latest };
    },
  );
  const latest = await find(pythonImage);
  const ciResults = await ciResultsFrom(args, context);
  const base = await baseFrom(args, selection.fleet);
  const files = await openFiles(selection.fleet);
  const checkContext: CheckContext = {
    dataKey: selection.fleet.config.dataKey,
    pythonImage,
    findLatest: find,
    base,
    ciResults,
    bump: args.get(options.bump) ?? null,
    ...files,
  };
  const checked: CheckedConnector[] = [];
  const progress = progressOn(context, (done, total) => progressText('checking', done, total));
  try {
    for (const connector of selection.matched) {
      checked.push(await checkConnector(connector, checkContext));
      progress?.report(checked.length, selection.matched.length);
    }
  } finally {
    progress?.end();
    await files.close();
    if ('close' in base) await base.close();
  }
  const failed = checked.some(({ verdict }) => verdict === 'fail');
  const diagnostics = selectionDiagnostics(selection);
  const output = args.get(options.annotations)
    ? annotationsOf(checked)
    : await render(
        checkView({ selection, checked, latest, failuresOnly: args.get(options.failures) }),
        args,
        context,
        selection.fleet,
        diagnostics,
      );
  return {
    output,
    diagnostics: [...(args.get(options.annotations) ? [] : contextNote(selection, args, context)), ...diagnostics],
    exitCode: failed ? EXIT.gate : unreadableExitCode(selection.fleet, args),
  };
};

/** A positional is a connector where it looks like one; anything else is a saved query. */
function namesAmong(positionals: readonly string[]): { names: readonly string[]; savedQueries: readonly string[] } {
  const isName = (word: string): boolean => /^(?:source|destination)-|[*?[\]{}]/.test(word) || looksLikePath(word);
  return { names: positionals.filter(isName), savedQueries: positionals.filter((word) => !isName(word)) };
}

async function ciResultsFrom(args: Arguments, { workingFolder }: CliContext): Promise<CiResults | null> {
  const path = args.get(options.ciResults);
  if (path === undefined) return null;
  let text: string;
  try {
    text = await readUpTo(MAX_FILE_BYTES, resolve(workingFolder, path));
  } catch (error) {
    throw new FleetqError('disk', `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return parseCiResults(text, path);
}

/** Somebody named the file, so it may be a pipe; but one without an end is of no use. */
async function readUpTo(limit: number, path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > limit) throw new Error(`it has more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function baseFrom(args: Arguments, fleet: Fleet): Promise<BaseRevision | UnknownBase> {
  const asked = args.get(options.base);
  if (fleet.revision !== null) {
    if (asked !== undefined)
      throw new FleetqError('usage', '--base compares the work tree, --rev does not look at it', [
        'leave one of them out',
      ]);
    return { unknown: 'changes are told for the work tree only, not with --rev' };
  }
  return openBaseRevision(fleet.root, asked);
}
