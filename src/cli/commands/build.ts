import { join, resolve } from 'node:path';
import { type Build, buildAll } from '../../build/build-all.js';
import type { FoundEngine } from '../../build/engine/build-image.js';
import { ENGINE_NAMES, type EngineName } from '../../build/engine/names.js';
import { EXIT, FleetqError } from '../../errors.js';
import { findProgram } from '../../io/find-program.js';
import { catchInterrupts } from '../../io/interrupt.js';
import { progressOn } from '../../io/progress.js';
import { write } from '../../io/streams.js';
import { temporaryContexts } from '../../io/write-context.js';
import { writeOutputFile } from '../../io/write-output-file.js';
import { BUILD_OUTCOMES, buildView } from '../../output/views/build.js';
import { probeMatched } from '../../selection/select.js';
import { isTag } from '../../values/image-address.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Diagnostic, Run } from '../command.js';
import type { CliContext } from '../context.js';
import { selectionDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { refuseUnknownAmong } from '../named-connectors.js';
import { render } from '../output.js';
import { runSelection } from '../selection.js';

/** `build`: the context of every selected connector, and its image where an engine is to build it. */
export const run: Run = async (args, context) => {
  checkOptions(args);
  const asked = args.withValues(options.names, args.positionals);
  if (!options.SELECTION_OPTIONS.some((option) => option !== options.base && asked.has(option)))
    throw new FleetqError('usage', '`build` needs the connectors to build', [
      'fleetq build source-x --context out',
      "fleetq build --name 'source-*' --support-level certified --context out",
    ]);
  const engine = engineFrom(args, context);
  const selection = await runSelection(asked, context, [], ({ selection }, probe) => {
    refuseUnknownAmong(asked.get(options.names), selection);
    return probeMatched(selection, probe);
  });
  const { builds, kept } = await allBuilt(args, context, engine, selection);
  const results = args.get(options.results);
  if (results !== undefined) writeOutputFile(resolve(context.workingFolder, results), resultsText(builds));
  const bad = builds.some(({ outcome }) => outcome === 'failed' || outcome === 'refused');
  const view = buildView({ selection, builds, engine: engine?.name ?? null, kept });
  const diagnostics = [...selectionDiagnostics(selection), ...builds.flatMap(failure)];
  return {
    output: await render(view, args, context, selection.fleet, diagnostics),
    diagnostics: [...diagnostics, ...summary(builds)],
    exitCode: bad ? EXIT.gate : unreadableExitCode(selection.fleet, args),
  };
};

async function allBuilt(
  args: Arguments,
  context: CliContext,
  engine: FoundEngine | null,
  { fleet, matched, request }: Awaited<ReturnType<typeof probeMatched>>,
): Promise<{ readonly builds: readonly Build[]; readonly kept: boolean }> {
  const named = args.get(options.contextFolder);
  const temporary = named === undefined ? temporaryContexts() : null;
  const folder = temporary?.folder ?? resolve(context.workingFolder, named ?? '.');
  const interrupts = catchInterrupts();
  const progress =
    engine === null ? progressOn(context, (done, total) => `writing contexts ${done}/${total}`) : undefined;
  const stream = args.get(options.quiet) || engine === null ? silent() : streamToStderr();
  try {
    const builds = await buildAll(fleet.root, matched, {
      folder,
      named: request.names,
      engine,
      tag: args.get(options.tag) ?? 'dev',
      platform: args.get(options.platform) ?? null,
      buildArgs: args.get(options.buildArgs),
      interrupts,
      onStart(name, done, total) {
        progress?.report(done, total);
        stream.say(`fleetq: building ${name} (${done + 1}/${total})`);
      },
      onLine: stream.say,
    });
    await stream.end();
    return { builds, kept: named !== undefined };
  } finally {
    progress?.end();
    temporary?.remove();
    interrupts.end();
  }
}

function checkOptions(args: Arguments): void {
  const hasEngine = args.has(options.engine);
  if (!hasEngine && !args.has(options.contextFolder))
    throw new FleetqError('usage', '`build` writes contexts, or images, or both', [
      '--context DIR writes what any engine builds',
      '--engine auto builds it',
    ]);
  const [idle] = [options.tag, options.platform, options.buildArgs, options.results].filter((option) =>
    args.has(option),
  );
  if (!hasEngine && idle !== undefined)
    throw new FleetqError('usage', `--${idle.name} is about images: it needs --engine`, ['add --engine auto']);
  const tag = args.get(options.tag);
  if (tag !== undefined && !isTag(tag))
    throw new FleetqError('usage', `--tag does not take \`${tag}\``, [
      'a tag has letters, digits, `_`, `.` and `-`, at most 128',
    ]);
  const platform = args.get(options.platform);
  if (platform !== undefined && !/^[a-z0-9_]+(?:\/[a-z0-9_.-]+){1,2}$/.test(platform))
    throw new FleetqError('usage', `--platform needs OS/ARCH, not \`${platform}\``, ['such as linux/amd64']);
}

/** Looked for before anything is read: without an engine nothing can come of it. */
function engineFrom(args: Arguments, { variables }: CliContext): FoundEngine | null {
  const asked = args.get(options.engine);
  if (asked === undefined) return null;
  const candidates: readonly EngineName[] = asked === 'auto' ? ENGINE_NAMES : [asked];
  for (const name of candidates) {
    const program = findProgram(name, variables);
    if (program !== null) return { name, program };
  }
  const [name = 'source-x'] = args.positionals;
  const folder = join('out', name);
  throw new FleetqError(
    'engine',
    asked === 'auto' ? `none of ${ENGINE_NAMES.join(', ')} is on the PATH` : `${asked} is not on the PATH`,
    [
      `install ${asked === 'auto' ? 'one of them' : asked}, or build by hand where there is an engine:`,
      `fleetq build ${name} --context out`,
      `docker build --file ${join(folder, 'Containerfile')} --tag airbyte/${name}:dev ${folder}`,
    ],
  );
}

interface LineStream {
  readonly say: (line: string) => void;
  /** Waits until everything is out. */
  readonly end: () => Promise<void>;
}

function silent(): LineStream {
  return { say: () => undefined, end: () => Promise.resolve() };
}

/** What an engine says goes to stderr as it comes: stdout is for the answer. */
function streamToStderr(): LineStream {
  let queue = Promise.resolve();
  return {
    say(line) {
      // Who cannot be told is told by the exit code.
      queue = queue.then(() => write('stderr', `${line}\n`)).catch(() => undefined);
    },
    end: () => queue,
  };
}

/** `{ "source-x": "built" }`: what `check --ci-results` reads. */
function resultsText(builds: readonly Build[]): string {
  const results = builds
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ connector, outcome }) => [connector.name, outcome === 'built' ? 'built' : 'failed'] as const);
  return `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`;
}

function failure(build: Build): readonly Diagnostic[] {
  if (build.outcome !== 'failed') return [];
  const text = `${build.connector.name}: ${build.reason}`;
  return [{ code: 'build', level: 'error', text, hints: build.lastLines.slice(-8) }];
}

function summary(builds: readonly Build[]): readonly Diagnostic[] {
  if (builds.length < 2) return [];
  const counts = BUILD_OUTCOMES.map((outcome) => ({
    outcome,
    count: builds.filter((build) => build.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
  return [{ code: 'build', level: 'note', text: counts.map(({ outcome, count }) => `${count} ${outcome}`).join(', ') }];
}
