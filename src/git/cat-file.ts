import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { FleetqError } from '../errors.js';
import { MAX_FILE_BYTES } from '../io/fleet-reader.js';
import { CatFileParser, type ObjectType } from './cat-file-parser.js';
import { processFailure, startFailure, startGit } from './run.js';

interface GitObject {
  readonly id: string;
  readonly type: ObjectType;
  /** Bytes of the contents. */
  readonly size: number;
  /** Empty where the object is larger than a file of a fleet may be. */
  readonly bytes: Uint8Array;
}

interface PendingRequest {
  readonly id: string;
  readonly resolve: (object: GitObject) => void;
  readonly reject: (error: Error) => void;
}

const MAX_STDERR_CHARS = 8192;
/** How long the rest of git's output may take to arrive once git has ended. */
const PIPE_GRACE_MS = 1000;

/**
 * Reads any number of git objects through one `git cat-file --batch` process, which starts with the first request.
 * Requests are sent at once and answered in order. When the process ends early, all of them reject.
 */
export class ObjectReader {
  readonly #root: string;
  readonly #pending: PendingRequest[] = [];
  #process: ChildProcessWithoutNullStreams | undefined;
  #ended: Promise<void> = Promise.resolve();
  #failure: Error | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** The object with a full id. Rejects with a `FleetqError` where it is missing, or git ended. */
  read(id: string): Promise<GitObject> {
    if (!/^[0-9a-f]{40,64}$/.test(id)) return Promise.reject(new Error(`\`${id}\` is not an object id`));
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const process = (this.#process ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#pending.push({ id, resolve, reject });
      keepAlive(process, true);
      process.stdin.write(`${id}\n`);
    });
  }

  /** Ends the process. Pending requests reject. */
  async close(): Promise<void> {
    const interrupted = this.#pending.length > 0;
    this.#fail(new Error('the git objects were closed'));
    this.#process?.stdin.end();
    if (interrupted) this.#process?.kill();
    if (this.#process !== undefined) keepAlive(this.#process, true);
    await this.#ended;
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = startGit(this.#root, ['cat-file', '--batch']);
    const output = new CatFileParser(MAX_FILE_BYTES);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-MAX_STDERR_CHARS)));
    child.stdout.on('data', (chunk: Buffer) => this.#receive(output, chunk));
    // A broken pipe says less than how git ended.
    child.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      child.on('error', (error) => {
        this.#fail(startFailure(error));
        resolve();
      });
      // A process that git started can hold the pipes open long after git is gone.
      child.on('exit', () => {
        const release = setTimeout(
          () => [child.stdout, child.stderr].forEach((stream) => stream.destroy()),
          PIPE_GRACE_MS,
        );
        child.on('close', () => clearTimeout(release));
      });
      child.on('close', (exitCode, signal) => {
        this.#fail(processFailure({ command: 'cat-file', root: this.#root, exitCode, signal, stderr }));
        resolve();
      });
    });
    return child;
  }

  #receive(output: CatFileParser, chunk: Buffer): void {
    // After close() or a failure nobody waits for the rest.
    if (this.#failure !== undefined) return;
    try {
      for (const answer of output.push(chunk)) {
        const request = this.#pending.shift();
        if (request?.id !== answer.id) throw new Error(`an answer about ${answer.id} that was not asked for`);
        if (answer.found) request.resolve({ id: answer.id, type: answer.type, size: answer.size, bytes: answer.bytes });
        else request.reject(missingObject(this.#root, answer.id));
      }
    } catch (error) {
      this.#fail(new FleetqError('git', `git cat-file gave ${error instanceof Error ? error.message : String(error)}`));
      this.#process?.kill();
    }
    if (this.#pending.length === 0 && this.#process !== undefined) keepAlive(this.#process, false);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const request of this.#pending.splice(0)) request.reject(this.#failure);
  }
}

/** An idle reader that was not closed must not keep Node from ending. */
function keepAlive(child: ChildProcessWithoutNullStreams, alive: boolean): void {
  const sockets = [child.stdin, child.stdout, child.stderr].filter((stream) => stream instanceof Socket);
  for (const handle of [child, ...sockets]) {
    if (alive) handle.ref();
    else handle.unref();
  }
}

function missingObject(root: string, id: string): FleetqError {
  return new FleetqError('git', `the object ${id} is missing from the repository of ${root}`, [
    'in a partial clone: git fetch --refetch; else the repository is damaged: git fsck tells',
  ]);
}
