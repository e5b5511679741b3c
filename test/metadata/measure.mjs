// How long reading every metadata.yaml of a fleet takes in a fresh process: node test/metadata/measure.mjs FLEET [RUNS]
// The parsers take turns, beside `node -e 0`, so that a busy machine slows all of them; milliseconds are medians.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const [fleet, runs = '15'] = process.argv.slice(2);
if (fleet === undefined) throw new Error('usage: node test/metadata/measure.mjs FLEET [RUNS]');

const READ = {
  fast: `import { readMetadata } from './src/metadata/read.js';
    export const read = async (bytes) => { if (!(await readMetadata(bytes)).ok) throw new Error('unreadable'); };`,
  full: `import { decodeText } from './src/metadata/source-text.js'; import { parseFull } from './src/metadata/yaml-parser/parser.js';
    export const read = (bytes) => parseFull(decodeText(bytes));`,
};

const PROCESS = `
  import { readFileSync } from 'node:fs';
  import { execFileSync } from 'node:child_process';
  const files = execFileSync('git', ['-C', process.argv[2], 'ls-files', '-z', '*metadata.yaml'], { encoding: 'utf8' }).split('\\0').filter(Boolean);
  const contents = files.map((file) => readFileSync(process.argv[2] + '/' + file));
  const start = performance.now();
  const { read } = await import(process.argv[3]);
  for (const bytes of contents) await read(bytes);
  console.log(JSON.stringify({ files: files.length, milliseconds: performance.now() - start }));
`;

const folder = mkdtempSync(join(tmpdir(), 'fleetq-measure-'));
try {
  const runner = join(folder, 'run.mjs');
  writeFileSync(runner, PROCESS);
  for (const [name, contents] of Object.entries(READ)) {
    await build({
      stdin: { contents, resolveDir: resolve('.') },
      outfile: join(folder, `${name}.mjs`),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
  }
  const times = { fast: [], full: [], 'node -e 0': [] };
  let files = 0;
  for (let run = 0; run < Number(runs); run += 1) {
    for (const name of Object.keys(READ)) {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [runner, resolve(fleet), join(folder, `${name}.mjs`)],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr);
      const answer = JSON.parse(stdout);
      files = answer.files;
      times[name].push(answer.milliseconds);
    }
    const start = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    times['node -e 0'].push(performance.now() - start);
  }
  const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  for (const [name, list] of Object.entries(times))
    console.log(`${name.padEnd(10)} ${median(list).toFixed(0).padStart(6)} ms  (least ${list[0].toFixed(0)})`);
  console.log(`${files} files, ${runs} runs`);
} finally {
  rmSync(folder, { recursive: true });
}
