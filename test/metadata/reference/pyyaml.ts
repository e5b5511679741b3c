import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { TypedJson } from './typed-json.js';

const SCRIPT = fileURLToPath(new URL('pyyaml.py', import.meta.url));
// The system's own Python first: that is where distributions install PyYAML.
const PYTHONS = ['/usr/bin/python3', 'python3'];

export type PyYamlAnswer =
  { readonly value: TypedJson; readonly error?: never } | { readonly error: string; readonly value?: never };

/** Why a comparison with PyYAML cannot run here. */
export const NO_PYYAML = 'no python3 with PyYAML (Debian: python3-yaml) to compare with';

/** The Python that has PyYAML, or undefined; in CI it has to be there. */
export function findPyYaml(): string | undefined {
  const python = PYTHONS.find((candidate) => spawnSync(candidate, ['-c', 'import yaml']).status === 0);
  if (python === undefined && process.env.CI === 'true') throw new Error(NO_PYYAML);
  return python;
}

/** One long-lived Python process that reads YAML with the real PyYAML. */
export class PyYaml {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly answers: AsyncIterator<string, undefined>;

  constructor(python: string, loader: 'pure' | 'c') {
    this.process = spawn(python, [SCRIPT, loader], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async read(bytes: Uint8Array): Promise<PyYamlAnswer> {
    this.process.stdin.write(`${Buffer.from(bytes).toString('base64')}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error('the Python process ended');
    return JSON.parse(answer.value) as PyYamlAnswer;
  }

  close(): void {
    this.process.stdin.end();
  }
}
