/** What a hook does to its container, in the order of doing it. */
export type Step = ExecStep | EnvironmentStep | FileStep | UserStep | FolderStep;

interface AtLine {
  /** Of the call in the module, from 1. */
  readonly line: number;
}

/** `with_exec`. */
interface ExecStep extends AtLine {
  readonly kind: 'exec';
  readonly args: readonly string[];
  /** Whether the entrypoint goes before the arguments; null where the hook does not say. */
  readonly useEntrypoint: boolean | null;
}

/** `with_env_variable`. */
interface EnvironmentStep extends AtLine {
  readonly kind: 'environment';
  readonly name: string;
  readonly value: string;
}

/** `with_new_file`. */
interface FileStep extends AtLine {
  readonly kind: 'file';
  readonly path: string;
  readonly contents: string;
  readonly mode: number;
}

/** `with_user`. */
interface UserStep extends AtLine {
  readonly kind: 'user';
  readonly user: string;
}

/** `with_workdir`. */
interface FolderStep extends AtLine {
  readonly kind: 'folder';
  readonly path: string;
}

/** What a `build_customization.py` comes to. A hook that it does not define has no steps. */
export interface Hooks {
  /** `MAIN_FILE_NAME`, or null where the module has none. */
  readonly mainFile: string | null;
  readonly pre: readonly Step[];
  readonly post: readonly Step[];
  /** Names of the hooks that it defines. */
  readonly defined: readonly string[];
}

/** Why a module is refused: where, and what to do. Thrown while it is read. */
export class UnreadableHooks extends Error {
  override readonly name = 'UnreadableHooks';

  constructor(
    /** From 1. */
    readonly line: number,
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}
