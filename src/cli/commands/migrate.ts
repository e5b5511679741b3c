import { EXIT, type ExitCode, FleetqError } from '../../errors.js';
import { findRoot } from '../../fleet/root.js';
import { readJournal } from '../../migration/apply/journal.js';
import { takeLock } from '../../migration/apply/lock.js';
import { type Recovery, recover } from '../../migration/apply/recover.js';
import { applyAll } from '../../migration/apply/transaction.js';
import { stateFolder } from '../../migration/apply/state-folder.js';
import { startWatchdog } from '../../migration/apply/watchdog.js';
import { type FileEdit, combined } from '../../migration/files.js';
import { type MigrationGroup, type Split, groupsOf } from '../../migration/plan/groups.js';
import type { MigrationPlan } from '../../migration/plan/plan.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { CommandResult, Diagnostic, Run } from '../command.js';
import type { CliContext } from '../context.js';
import { type PlannedRun, plannedRun } from '../migration.js';
import { render } from '../output.js';
import { WATCHDOG_ARGUMENT } from '../watchdog.js';

/** `migrate`: plans every edit, then writes all of them or none. */
export const run: Run = async (args, context) => {
  const split = splitFrom(args);
  const root = findRoot(context.workingFolder, args.get(options.root));
  const folder = await stateFolder(root, context.variables);
  if (args.get(options.recoverOnly)) return recovered(root, folder);
  return args.get(options.dryRun) ? dryRun(folder, split, args, context) : wetRun(root, folder, split, args, context);
};

async function dryRun(
  folder: string,
  split: Split | null,
  args: Arguments,
  context: CliContext,
): Promise<CommandResult> {
  const interrupted: readonly Diagnostic[] =
    readJournal(folder) === null
      ? []
      : [
          {
            code: 'interrupted-run',
            level: 'warning',
            text: 'an interrupted run left edits half done',
            hints: ['fleetq migrate --recover finishes or undoes them'],
          },
        ];
  const planned = await plannedRun(args, context);
  const { patchOf } = await import('../../migration/plan/patch.js');
  const groups = split === null ? [] : groupsOf(planned.plans, split);
  const branches = branchesOf(groups);
  // A patch of several branches would be none.
  const asked = args.has(options.output) || split !== null;
  const diagnostics = [...interrupted, ...planned.diagnostics];
  const output = asked
    ? await summary(planned, diagnostics, true, branches, args, context)
    : patchOf(editsOf(planned.plans));
  return {
    output,
    diagnostics: [...diagnostics, ...(asked ? [] : planDiagnostics(planned.plans))],
    exitCode: exitCode(planned),
  };
}

async function wetRun(
  root: string,
  folder: string,
  split: Split | null,
  args: Arguments,
  context: CliContext,
): Promise<CommandResult> {
  // From before the lock is taken until it is released: whenever this process dies, the lock is released.
  const watchdog = startWatchdog(watchdogCommand(root));
  try {
    const lock = await takeLock(folder);
    try {
      return await lockedRun(root, folder, split, args, context);
    } finally {
      await lock.release();
    }
  } finally {
    watchdog.stop();
  }
}

async function lockedRun(
  root: string,
  folder: string,
  split: Split | null,
  args: Arguments,
  context: CliContext,
): Promise<CommandResult> {
  const recovery = recover(folder, root);
  const planned = await plannedRun(args, context);
  const groups = split === null ? [] : groupsOf(planned.plans, split);
  if (split === null) applyAll(root, editsOf(planned.plans), folder);
  else if (groups.length > 0) {
    const { commitGroups } = await import('../../migration/apply/commit-groups.js');
    await commitGroups(root, groups, planned.planAlone, planned.baseImage);
  }
  const diagnostics = [...recoveryDiagnostics(recovery), ...planned.diagnostics];
  return {
    output: await summary(planned, diagnostics, false, branchesOf(groups), args, context),
    diagnostics,
    exitCode: exitCode(planned),
  };
}

async function recovered(root: string, folder: string): Promise<CommandResult> {
  const lock = await takeLock(folder);
  try {
    const recovery = recover(folder, root);
    return {
      output: '',
      diagnostics:
        recovery === 'nothing-to-do'
          ? [{ code: 'interrupted-run', level: 'note', text: 'no interrupted run left anything' }]
          : recoveryDiagnostics(recovery),
      exitCode: EXIT.done,
    };
  } finally {
    await lock.release();
  }
}

async function summary(
  planned: PlannedRun,
  diagnostics: readonly Diagnostic[],
  dry: boolean,
  branches: ReadonlyMap<string, string>,
  args: Arguments,
  context: CliContext,
): Promise<string> {
  const { migrateView } = await import('../../output/views/migrate.js');
  return render(
    migrateView({ ...planned, dryRun: dry, branches }),
    args,
    context,
    planned.selection.fleet,
    diagnostics,
  );
}

/** What `--commit` with `--split-by` and `--branch-prefix` asks for; null without `--commit`. */
function splitFrom(args: Arguments): Split | null {
  const size = args.get(options.splitBy);
  const prefix = args.get(options.branchPrefix);
  if (!args.get(options.commit)) {
    if (size !== undefined || prefix !== undefined)
      throw new FleetqError('usage', '--split-by and --branch-prefix are about the branches of --commit', [
        'add --commit',
      ]);
    return null;
  }
  if (prefix === undefined || prefix === '')
    throw new FleetqError('usage', '--commit needs a name for its branches', ['--branch-prefix migrate/']);
  if (size === 0) throw new FleetqError('usage', '--split-by needs at least 1');
  return { size: size ?? Infinity, prefix };
}

/** The branch of each connector, by its metadata file. */
function branchesOf(groups: readonly MigrationGroup[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap(({ branch, connectors }) => connectors.map(({ metadataPath }) => [metadataPath, branch] as const)),
  );
}

/** Several connectors may edit one file: a documentation page that they share. */
function editsOf(plans: readonly MigrationPlan[]): readonly FileEdit[] {
  return combined(plans.flatMap((plan) => (plan.outcome === 'planned' ? plan.edits : [])));
}

/** Beside a patch, what is not in it goes to stderr. */
function planDiagnostics(plans: readonly MigrationPlan[]): readonly Diagnostic[] {
  return plans.flatMap((plan): readonly Diagnostic[] => {
    const { name } = plan.connector;
    switch (plan.outcome) {
      case 'planned':
        return plan.notes.length === 0 ? [] : [{ code: 'migration', level: 'note', text: name, hints: plan.notes }];
      case 'skipped':
        return [{ code: 'migration', level: 'note', text: `${name} skipped: ${plan.reason.message}` }];
      case 'refused':
        return [
          {
            code: 'migration',
            level: 'error',
            text: `${name} refused`,
            hints: plan.reasons.map(({ message }) => message),
          },
        ];
    }
  });
}

function recoveryDiagnostics(recovery: Recovery): readonly Diagnostic[] {
  switch (recovery) {
    case 'nothing-to-do':
      return [];
    case 'finished':
      return [
        {
          code: 'interrupted-run',
          level: 'warning',
          text: 'an interrupted run had written its edits: they are all in place now',
        },
      ];
    case 'undone':
      return [
        {
          code: 'interrupted-run',
          level: 'warning',
          text: 'an interrupted run had changed nothing yet: its leftovers are cleared away',
        },
      ];
  }
}

function exitCode(planned: PlannedRun): ExitCode {
  return planned.refusedNames || planned.plans.some(({ outcome }) => outcome === 'refused')
    ? EXIT.gate
    : planned.exitCode;
}

/** Starts this same program as a watchdog. */
function watchdogCommand(root: string): readonly [string, ...string[]] {
  const script = process.argv[1];
  if (script === undefined)
    throw new FleetqError('disk', 'fleetq does not know its own file, so it cannot guard its work');
  return [process.execPath, script, WATCHDOG_ARGUMENT, root];
}
