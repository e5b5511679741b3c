import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asked {
  readonly query: string;
  /** How many keys the record has besides those that every one has. */
  readonly wide?: number;
  /** Over how many records, as one run; without it the value for one record is answered. */
  readonly records?: number;
}

/** What a query came to, and what it cost. */
export interface Answered {
  readonly value?: unknown;
  /** Code of an evaluation error, with its limit. */
  readonly error?: string;
  /** Code of a syntax error, with its limit. */
  readonly refused?: string;
  readonly limit?: string | null;
  /** A stack trace. */
  readonly crash?: string;
  /** Why there is no answer: the process hung, or ran out of memory. */
  readonly died?: string;
  /** Of the processor. */
  readonly milliseconds: number;
  /** The most that the process has had so far. */
  readonly megabytes: number;
}

const HEAP_MB = 250;

/** Evaluates queries in a process of its own, which is ended where one takes too long or too much. */
export class QueryProcess {
  #child: ChildProcessWithoutNullStreams | undefined;

  private constructor(
    private readonly folder: string,
    private readonly patienceMs: number,
  ) {}

  static async start(patienceMs = 30_000): Promise<QueryProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'fleetq-queries-'));
    await build({
      entryPoints: [fileURLToPath(new URL('query-child.ts', import.meta.url))],
      outfile: join(folder, 'child.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    return new QueryProcess(folder, patienceMs);
  }

  ask({ query, wide = 0, records }: Asked): Promise<Answered> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      let output = '';
      const died = (why: string): void => {
        this.renew();
        settle({ died: why, milliseconds: Infinity, megabytes: Infinity });
      };
      const timer = setTimeout(() => died(`no answer within ${this.patienceMs} ms`), this.patienceMs);
      const receive = (chunk: Buffer): void => {
        output += chunk.toString('utf8');
        if (output.endsWith('\n')) settle(JSON.parse(output) as Answered);
      };
      const ended = (code: number | null, signal: string | null): void => died(`ended with ${signal ?? code ?? ''}`);
      const settle = (answer: Answered): void => {
        clearTimeout(timer);
        child.stdout.off('data', receive);
        child.off('close', ended);
        resolve(answer);
      };
      child.stdout.on('data', receive);
      child.on('close', ended);
      child.stdin.write(`${JSON.stringify({ query, wide, records })}\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, join(this.folder, 'child.cjs')]);
    child.stdin.on('error', () => undefined);
    return child;
  }

  /** Goes on in a new process, whose memory is its own. */
  renew(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  close(): void {
    this.renew();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
