import { posix } from 'node:path';
import type { ContextFile, Instruction } from './plan.js';
import { type Step, UnreadableHooks } from './hooks/steps.js';

/** The steps of one hook as lines of a Containerfile, and the files that these copy. */
export interface HookInstructions {
  readonly instructions: readonly Instruction[];
  readonly files: readonly ContextFile[];
}

/**
 * @param hook names the files that it needs
 * @param entrypoint of the container that the hook is given; null where that is the base image, which has none
 * @throws UnreadableHooks for a step that a Containerfile cannot say
 */
export function hookInstructions(
  steps: readonly Step[],
  hook: 'pre' | 'post',
  entrypoint: readonly string[] | null,
): HookInstructions {
  const instructions: Instruction[] = [];
  const files: ContextFile[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case 'exec':
        instructions.push({ kind: 'run', args: [...entrypointOf(step, entrypoint), ...step.args] });
        break;
      case 'environment':
        check(step, /^[A-Za-z_]\w*$/.test(step.name), `\`${step.name}\` is no name for a variable`);
        check(step, !/[\r\n]/.test(step.value), `${step.name} has a line break, which no Containerfile can write`);
        instructions.push({ kind: 'environment', name: step.name, value: step.value });
        break;
      case 'file': {
        const source = `hooks/${hook}-${files.length + 1}`;
        check(step, isPlainPath(step.path) && !step.path.endsWith('/'), pathProblem(step.path));
        files.push({ path: source, bytes: Buffer.from(step.contents), mode: step.mode });
        instructions.push({ kind: 'copy', stage: null, source, target: step.path });
        break;
      }
      case 'user':
        check(
          step,
          /^[\w.-]+(?::[\w.-]+)?$/.test(step.user),
          `\`${step.user}\` is no user that a Containerfile can name`,
        );
        instructions.push({ kind: 'user', value: step.user });
        break;
      case 'folder':
        check(step, isPlainPath(step.path), pathProblem(step.path));
        instructions.push({ kind: 'folder', value: step.path });
        break;
    }
  }
  return { instructions, files };
}

function entrypointOf(step: Extract<Step, { kind: 'exec' }>, entrypoint: readonly string[] | null): readonly string[] {
  if (entrypoint === null || step.useEntrypoint === false) return [];
  if (step.useEntrypoint === true) return entrypoint;
  throw new UnreadableHooks(
    step.line,
    'with_exec runs behind the entrypoint in older versions of Dagger, and without it in newer ones',
    'say which: skip_entrypoint=True or use_entrypoint=True',
  );
}

/** A path in which no engine finds a quote, a variable or a pattern. */
export function isPlainPath(path: string): boolean {
  return /^[\w./+@:,=~-]+$/.test(path) && posix.normalize(path) !== '..' && !path.startsWith('-');
}

function pathProblem(path: string): string {
  return `\`${path}\` is no path that every engine reads alike`;
}

function check(step: Step, holds: boolean, problem: string): void {
  if (!holds) throw new UnreadableHooks(step.line, problem, 'write it in another way');
}
