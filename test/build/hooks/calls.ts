import type { Step } from '../../../src/build/hooks/steps.js';

/** A step as the reference notes the call that it is made from. */
export function callOf(step: Step): readonly [string, Readonly<Record<string, unknown>>] {
  switch (step.kind) {
    case 'exec':
      return ['with_exec', { args: step.args, entrypoint: step.useEntrypoint }];
    case 'environment':
      return ['with_env_variable', { name: step.name, value: step.value }];
    case 'file':
      return ['with_new_file', { path: step.path, contents: step.contents, permissions: step.mode }];
    case 'user':
      return ['with_user', { name: step.user }];
    case 'folder':
      return ['with_workdir', { path: step.path }];
  }
}
