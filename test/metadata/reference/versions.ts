import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Version {
  readonly blob: string;
  readonly bytes: Uint8Array;
}

/** Every distinct `metadata.yaml` in the history of a git repository or bundle, oldest commits last. */
export async function* versionsIn(source: string): AsyncGenerator<Version> {
  const scratch = mkdtempSync(join(tmpdir(), 'fleetq-history-'));
  try {
    const repository = statSync(source).isDirectory() ? source : join(scratch, 'history.git');
    if (repository !== source) execFileSync('git', ['clone', '--quiet', '--bare', source, repository]);
    yield* readBlobs(repository, listBlobs(repository));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function listBlobs(repository: string): readonly string[] {
  const log = ['log', '--all', '--no-renames', '--format=', '--raw', '--no-abbrev', '--', '*metadata.yaml'];
  const changes = execFileSync('git', ['-C', repository, ...log], { encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\n');
  // :<mode> <mode> <old blob> <new blob> <status>\t<path>
  const blobs = changes
    .map((change) => change.split(' ')[3])
    .filter((blob) => blob !== undefined && !/^0+$/.test(blob));
  return [...new Set(blobs)].filter((blob) => blob !== undefined);
}

async function* readBlobs(repository: string, blobs: readonly string[]): AsyncGenerator<Version> {
  const git = spawn('git', ['-C', repository, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  git.stdin.end(blobs.map((blob) => `${blob}\n`).join(''));
  let rest = Buffer.alloc(0);
  for await (const chunk of git.stdout) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      // <blob> blob <size>\n<bytes>\n
      const [blob = '', , size = ''] = rest.toString('utf8', 0, end).split(' ');
      const next = end + 1 + Number(size);
      if (rest.length <= next) break;
      yield { blob, bytes: rest.subarray(end + 1, next) };
      rest = rest.subarray(next + 1);
    }
  }
}
