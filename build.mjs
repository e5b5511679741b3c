// Bundles the command line and the library into dist/. A command loads what it needs and nothing else, from few files.
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';

// What a plain `list` runs. It goes into one file: every file costs Node about half a millisecond to find and link.
const EVERYDAY = [
  'src/cli/main.ts',
  'src/cli/commands/list.ts',
  'src/cli/remembered-fleet.ts',
  'src/reporters/table/report.ts',
  'src/reporters/formats/json.ts',
  'src/reporters/formats/names.ts',
  'src/reporters/formats/count.ts',
];

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
};

// Built aside and then put in place, so that a build that fails leaves the last good one.
const aside = resolve(`dist.${process.pid}`);
try {
  await buildCommandLine();
  await build({ ...OPTIONS, entryPoints: { index: 'src/index.ts' }, outdir: aside, banner: { js: REQUIRE() } });
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', join(aside, 'types')], { stdio: 'inherit' });
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
} finally {
  rmSync(aside, { recursive: true, force: true });
}

// Bundled CommonJS libraries still ask for Node's own modules by `require`. `createRequire` would do, but takes longer
// than all of fleetq's own start.
function REQUIRE() {
  return 'const require=(name)=>process.getBuiltinModule(name);';
}

async function buildCommandLine() {
  const { outputFiles, metafile } = await build({ ...OPTIONS, entryPoints: { fleetq: 'src/main.ts' }, outdir: aside, splitting: true, write: false, metafile: true });
  const texts = new Map(outputFiles.map(({ path, text }) => [path, withRequire(text)]));
  const everyday = everydayParts(metafile);
  const bundle = await rollup({
    input: join(aside, 'fleetq.js'),
    external: /^node:/,
    onLog: (level, log) => {
      if (log.code !== 'CIRCULAR_DEPENDENCY') console.warn(level, log.message);
    },
    plugins: [{ name: 'parts', resolveId: (id, importer) => (texts.has(id) ? id : importer && id.startsWith('.') ? resolve(importer, '..', id) : null), load: (id) => texts.get(id) ?? null }],
  });
  await bundle.write({
    dir: aside,
    format: 'es',
    chunkFileNames: 'parts/[name]-[hash].js',
    manualChunks: (id) => (everyday.has(id) ? 'everyday' : undefined),
    minifyInternalExports: false,
    hoistTransitiveImports: false,
  });
  await bundle.close();
  chmodSync(join(aside, 'fleetq.js'), 0o755);
}

/** Only the part that holds the bundler's helper asks for `require`. */
function withRequire(text) {
  return /typeof require\s*[!<]==?\s*"undefined"|typeof require\s*<\s*"u"/.test(text) ? REQUIRE() + text : text;
}

/** The parts that the everyday sources end up in, with all that these import before they run. */
function everydayParts({ outputs }) {
  const parts = new Set();
  const add = (path) => {
    if (parts.has(resolve(path))) return;
    parts.add(resolve(path));
    for (const { path: imported, kind, external } of outputs[path].imports) if (kind === 'import-statement' && !external) add(imported);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (EVERYDAY.includes(entryPoint)) add(path);
  return parts;
}
