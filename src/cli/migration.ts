import { EXIT, type ExitCode, FleetqError } from '../errors.js';
import type { ProbedConnector } from '../fleet/connector.js';
import { progressOn } from '../io/progress.js';
import { planMigrations } from '../migration/plan/plan-migrations.js';
import type { MigrationPlan, MigrationRequest } from '../migration/plan/plan.js';
import { probeMatched } from '../selection/select.js';
import type { Selection } from '../selection/selection.js';
import { didYouMean } from '../text/nearest.js';
import type { ImageAddress } from '../values/image-address.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';
import type { CliContext } from './context.js';
import { progressText } from './context-note.js';
import { selectionDiagnostics, unreadableExitCode } from './diagnostics.js';
import { type LatestImages, latestImages } from './latest.js';
import { refuseUnknownAmong } from './named-connectors.js';
import { runSelection } from './selection.js';

/** What a command line of `migrate` comes to, before anything is written. */
export interface PlannedRun {
  readonly selection: Selection;
  readonly baseImage: ImageAddress;
  readonly plans: readonly MigrationPlan[];
  /** Plans connectors anew, as if there were no others: groups must not build on each other. */
  readonly planAlone: (connectors: readonly ProbedConnector[]) => Promise<readonly MigrationPlan[]>;
  /** How many connectors `--limit` left for the next run. */
  readonly left: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether a name was asked for that cannot be migrated, because there is no such connector or its metadata is broken. */
  readonly refusedNames: boolean;
  /** Where nothing was refused. */
  readonly exitCode: ExitCode;
}

export async function plannedRun(args: Arguments, context: CliContext): Promise<PlannedRun> {
  const { names, pullRequest } = positionalsOf(args);
  const asked = args.withValues(options.names, names);
  if (!options.SELECTION_OPTIONS.some((option) => option !== options.base && asked.has(option))) {
    throw new FleetqError('usage', '`migrate` needs the connectors to migrate', [
      'fleetq migrate source-x --pr 12345',
      "fleetq migrate --name 'source-*' --support-level certified",
    ]);
  }
  const { selection, request } = await runSelection(asked, context, [], async ({ selection }, probe) => {
    refuseUnknownAmong(names, selection);
    return {
      selection: await probeMatched(selection, probe),
      request: await requestFrom(args, context, pullRequest, () => latestImages(args, context, selection.fleet, probe)),
    };
  });
  const { root, config } = selection.fleet;
  const progress = progressOn(context, (done, total) => progressText('planning', done, total));
  const scope = {
    root,
    dataKey: config.dataKey,
    connectors: selection.matched,
    base: args.get(options.base),
    limit: limitFrom(args),
    onProgress: (done: number, total: number) => progress?.report(done, total),
  };
  const plans = await planMigrations(scope, request).finally(() => progress?.end());
  const refused = refusedNames(selection);
  return {
    selection,
    baseImage: request.baseImage,
    plans,
    planAlone: (connectors) => planMigrations({ ...scope, connectors, limit: Infinity }, request),
    left: selection.matched.length - plans.length,
    // Somebody who names connectors wants to hear of those, not of the rest of the fleet.
    diagnostics: selection.request.names.length > 0 ? refused : selectionDiagnostics(selection),
    refusedNames: refused.length > 0,
    exitCode: selection.request.names.length > 0 ? EXIT.done : unreadableExitCode(selection.fleet, args),
  };
}

/** `migrate NAME… [PULL_REQUEST]`: the guide's form gives the number without `--pr`. */
function positionalsOf(args: Arguments): { names: readonly string[]; pullRequest: number | null } {
  const numbers = args.positionals.filter((word) => /^\d{1,9}$/.test(word));
  const given = args.get(options.pullRequest);
  if (numbers.length + (given === undefined ? 0 : 1) > 1)
    throw new FleetqError('usage', `there is one pull request, not ${numbers.length + (given === undefined ? 0 : 1)}`);
  const number = given ?? (numbers[0] === undefined ? null : Number(numbers[0]));
  if (number === 0) throw new FleetqError('usage', 'pull requests are numbered from 1');
  return { names: args.positionals.filter((word) => !numbers.includes(word)), pullRequest: number };
}

async function requestFrom(
  args: Arguments,
  context: CliContext,
  pullRequest: number | null,
  latestOfFleet: () => Promise<LatestImages>,
): Promise<MigrationRequest> {
  const scaffold = args.get(options.scaffoldHooks);
  const force = args.get(options.force);
  if (scaffold && force)
    throw new FleetqError('usage', '--scaffold-hooks carries over what --force gives up', ['leave one of them out']);
  const { find, pythonImage } = await latestOfFleet();
  const latest = await find(pythonImage);
  if (latest === null)
    throw new FleetqError('refused', `no connector of the fleet pins a version of ${pythonImage} with a digest`, [
      'give the address with --base-image ADDRESS, or ask with --latest-from registry',
    ]);
  return {
    baseImage: latest.image,
    pullRequest,
    date: dateFrom(args, context),
    message: messageFrom(args),
    bump: args.get(options.bump) ?? 'patch',
    readme: args.get(options.readme),
    clean: args.get(options.clean),
    customDockerfile: scaffold ? 'scaffold-hooks' : force ? 'discard' : 'abort',
  };
}

function limitFrom(args: Arguments): number {
  const limit = args.get(options.migrateLimit) ?? Infinity;
  if (limit === 0) throw new FleetqError('usage', '--limit needs at least 1');
  return limit;
}

function dateFrom(args: Arguments, { now }: CliContext): string {
  const written = args.get(options.date);
  if (written === undefined) return now.toISOString().slice(0, 10);
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(written) &&
    !Number.isNaN(Date.parse(written)) &&
    new Date(written).toISOString().startsWith(written);
  if (!real) throw new FleetqError('usage', `--date needs a date such as 2024-10-01, not \`${written}\``);
  return written;
}

function messageFrom(args: Arguments): string | null {
  const written = args.get(options.message);
  if (written === undefined) return null;
  const message = written.trim();
  if (message === '') throw new FleetqError('usage', '--message needs words for the changelog row');
  if (/[\p{Cc}\u2028\u2029]/u.test(message))
    throw new FleetqError('usage', '--message is one cell of a table: one line, without control characters');
  return message;
}

/** Names that nothing can be planned for. */
function refusedNames({ fleet, request, unknownNames }: Selection): readonly Diagnostic[] {
  const unknown = unknownNames.map(({ name, meant }): Diagnostic => ({
    code: 'unknown-name',
    level: 'error',
    text: `${name} refused: there is no such connector`,
    hints: didYouMean(meant),
  }));
  const broken = fleet.unreadable.filter(({ name }) => request.names.includes(name));
  return [
    ...unknown,
    ...broken.map(({ name, path, error }): Diagnostic => ({
      code: 'unreadable',
      level: 'error',
      text: `${name} refused: ${path}: ${error}`,
    })),
  ];
}
