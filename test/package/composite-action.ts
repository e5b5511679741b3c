import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';
import { plainEnvironment } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

const Action = z.object({
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.strictObject({
        name: z.string(),
        if: z.string().optional(),
        shell: z.literal('bash'),
        'working-directory': z.string().optional(),
        env: z.record(z.string(), z.string()),
        run: z.string(),
      }),
    ),
  }),
});

export type Action = z.infer<typeof Action>;

export function readAction(file: string): Action {
  return Action.parse(parse(readFileSync(file, 'utf8')));
}

export interface Job {
  /** Where the runner has put the action. */
  readonly actionPath: string;
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Folders that earlier steps have put on the path. */
  readonly path?: readonly string[];
}

export interface JobResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly path: readonly string[];
}

/** Runs the steps of a composite action as GitHub's runner does, up to the first that fails. */
export async function runAction(action: Action, { actionPath, workspace, inputs, path = [] }: Job): Promise<JobResult> {
  const given: Record<string, string> = { 'github.action_path': actionPath };
  for (const [name, { default: otherwise }] of Object.entries(action.inputs)) {
    given[`inputs.${name}`] = inputs[name] ?? otherwise;
  }
  const valueOf = (expression: string): string => {
    const value = given[expression];
    if (value === undefined) throw new Error(`${expression} is no value of this action`);
    return value;
  };
  const filled = (template: string): string =>
    template.replace(/\$\{\{ *(.*?) *\}\}/g, (_all, expression: string) => valueOf(expression));
  const temp = temporaryFolder();
  const pathFile = join(temp, 'path');
  let result: JobResult = { code: 0, stdout: '', stderr: '', path };
  for (const step of action.runs.steps) {
    const [, tested, unwanted] = /^(\S+) != '(.*)'$/.exec(step.if ?? '') ?? [];
    if (step.if !== undefined && valueOf(tested ?? step.if) === unwanted) continue;
    const script = join(temp, 'step.sh');
    writeFileSync(script, filled(step.run));
    const env = Object.fromEntries(Object.entries(step.env).map(([name, template]) => [name, filled(template)]));
    const inherited = Object.entries(plainEnvironment()).filter(([name]) => !/^npm_/i.test(name));
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: join(workspace, filled(step['working-directory'] ?? '.')),
      env: {
        ...Object.fromEntries(inherited),
        ...env,
        PATH: [...result.path, process.env.PATH].join(delimiter),
        RUNNER_TEMP: temp,
        GITHUB_PATH: pathFile,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const status = await ended;
    const added = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').split('\n').filter(Boolean).reverse() : [];
    result = {
      code: status,
      stdout: result.stdout + stdout,
      stderr: result.stderr + stderr,
      path: [...added, ...path],
    };
    if (status !== 0) break;
  }
  return result;
}
