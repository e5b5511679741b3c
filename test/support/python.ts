import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Debian's own interpreter: its packages are where the references come from. */
const PYTHON = '/usr/bin/python3';

/**
 * Whether Python is there with these modules. In CI a part that is missing is a failure; elsewhere the tests that need it
 * are skipped, and say so.
 */
export function hasPython(...modules: readonly string[]): boolean {
  const found = spawnSync(PYTHON, ['-c', `import ${modules.join(', ')}`], { encoding: 'utf8' });
  if (found.status === 0) return true;
  const reason = `no ${PYTHON} with ${modules.join(' and ')}`;
  if (process.env.CI === 'true') throw new Error(reason);
  process.emitWarning(`skipped: ${reason}`);
  return false;
}

/** A Python program that answers lines of JSON with lines of JSON, one for one. */
export class PythonServer {
  readonly #child;
  readonly #waiting: ((line: string) => void)[] = [];
  readonly #early: string[] = [];
  #errors = '';

  constructor(script: string) {
    this.#child = spawn(PYTHON, [script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8' },
    });
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#early.push(line);
      else next(line);
    });
    this.#child.on('exit', () => {
      for (const next of this.#waiting) next(JSON.stringify({ dead: this.#errors }));
    });
  }

  async greeting(): Promise<unknown> {
    return this.#line();
  }

  async ask(request: unknown): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#line();
  }

  stop(): void {
    this.#child.stdin.end();
  }

  async #line(): Promise<unknown> {
    const early = this.#early.shift();
    const line = early ?? (await new Promise<string>((resolve) => this.#waiting.push(resolve)));
    const answer: unknown = JSON.parse(line);
    return answer;
  }
}
