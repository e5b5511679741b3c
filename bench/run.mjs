// How long fleetq takes, beside what else could be run: npm run bench -- [SIZE…] [--runs N] [--large-runs N]
// All programs take turns in one run, so that a busy machine slows all of them. Prints a Markdown table.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { alternatives } from './alternatives.mjs';
import { measure } from './measure.mjs';
import { writeSyntheticFleet } from './synthetic-fleet.mjs';
import { growthTable, ratioTable } from './tables.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '15' }, 'large-runs': { type: 'string', default: '3' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [475, 5_000, 50_000];
const SMALL = 10_000;
const REAL = 475;

const folder = mkdtempSync(join(tmpdir(), 'fleetq-bench-'));
try {
  const results = [];
  for (const size of sizes) {
    const { root, title } = fleetOf(size);
    const cache = join(folder, `cache-${size}`);
    const programs = programsOver(root, cache);
    // Nothing counts as settled that has only just been written, and the cache has to be warm.
    await new Promise((done) => setTimeout(done, 2_500));
    for (const { once } of programs) once?.();
    const runs = Number(size <= SMALL ? values.runs : values['large-runs']);
    console.error(`${title}: ${runs} runs of ${programs.length} programs`);
    results.push({ size, title, runs, measured: measure(programs, runs) });
  }
  const { node, v8 } = process.versions;
  console.log(
    `Node ${node} (V8 ${v8}), ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${process.platform} ${process.arch}\n`,
  );
  for (const result of results) console.log(ratioTable(result));
  console.log(growthTable(results));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fleetOf(size) {
  const root = join(folder, `fleet-${size}`);
  const bundle = process.env.FLEETQ_HISTORY_BUNDLE;
  if (size === REAL && bundle !== undefined) {
    execFileSync('git', ['clone', '--quiet', resolve(bundle), root]);
    return { root, title: `${size} connectors of a real fleet` };
  }
  writeSyntheticFleet(root, { connectors: size, git: true });
  return { root, title: `${size} synthetic connectors` };
}

function programsOver(root, cache) {
  const binary = resolve(import.meta.dirname, '..', 'dist', 'fleetq.cjs');
  const { CI: _ci, ...inherited } = process.env;
  const environment = { ...inherited, FLEETQ_CACHE_DIR: cache };
  const fleetq = (title, args, more = {}) => ({
    title,
    command: process.execPath,
    args: [binary, ...args, '--root', root],
    environment,
    ...more,
  });
  const query = ['--support-level', 'certified', '-q', 'data.connectorBuildOptions.baseImage is not None'];
  const warm = (title, args) => {
    const program = fleetq(title, args);
    return { ...program, once: () => spawnSync(program.command, program.args, { env: environment, stdio: 'ignore' }) };
  };
  const json = [...query, '-o', 'json'];
  const empty = (title, environmentOfRun, folderOfRun) =>
    fleetq(title, ['list', ...json], {
      environment: { ...environment, ...environmentOfRun, FLEETQ_CACHE_DIR: folderOfRun },
      before: () => rmSync(folderOfRun, { recursive: true, force: true }),
    });
  return [
    { title: '`node -e 0`', command: process.execPath, args: ['-e', '0'], environment },
    warm('`list -o json` with the query, warm', ['list', ...json]),
    warm('`list` with the query, warm', ['list', ...query]),
    warm('`stats`, warm', ['stats']),
    warm('`list --rev HEAD -o json` with the query, warm', ['list', '--rev', 'HEAD', ...json]),
    fleetq('`list --no-cache -o json` with the query', ['list', '--no-cache', ...json]),
    empty('`list -o json` with the query, empty cache', {}, `${cache}-empty`),
    empty('`list -o json` with the query, empty cache, `CI=true`', { CI: 'true' }, `${cache}-ci`),
    fleetq('`list --rev HEAD --no-cache -o json` with the query', ['list', '--rev', 'HEAD', '--no-cache', ...json]),
    ...alternatives(root),
  ];
}
