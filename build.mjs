// Bundles the command line and the library into dist/. A command loads what it needs and nothing else, from few files.
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { lightLibraries } from './build-libraries.mjs';

// What a plain `list` runs. It goes into one part: every file costs Node about half a millisecond to find and link.
const EVERYDAY = [
  'src/cli/main.ts',
  'src/cli/commands/list.ts',
  'src/cli/remembered-fleet.ts',
  'src/output/formats/table.ts',
  'src/output/formats/json.ts',
  'src/output/formats/names.ts',
  'src/output/formats/count.ts',
];

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  legalComments: 'none',
  minifySyntax: true,
};

// The command line is CommonJS: Node's loader of ES modules alone takes a tenth of the time that an answer may take.
const COMMONJS = { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' };

// Built aside and then put in place, so that a build that fails leaves the last good one.
const aside = resolve(`dist.${process.pid}`);
try {
  const everyday = await buildParts();
  await build({
    ...OPTIONS,
    format: 'cjs',
    entryPoints: { fleetq: 'src/main.ts' },
    outdir: aside,
    outExtension: { '.js': '.cjs' },
    define: { ...COMMONJS, EVERYDAY_PART: JSON.stringify(everyday) },
  });
  chmodSync(join(aside, 'fleetq.cjs'), 0o755);
  // Bundled CommonJS libraries still ask for Node's own modules by `require`.
  await build({
    ...OPTIONS,
    entryPoints: { index: 'src/index.ts' },
    outdir: aside,
    banner: { js: 'const require=(name)=>process.getBuiltinModule(name);' },
  });
  execFileSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', join(aside, 'types')],
    { stdio: 'inherit' },
  );
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
  // In its place, because compiled code knows its file by name.
  await compile(resolve('dist', everyday));
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/**
 * The command line as CommonJS parts, which Node can load from compiled code. esbuild reads the sources and the libraries
 * and splits them; rollup joins the everyday ones again, which esbuild cannot be told to do.
 */
async function buildParts() {
  const { outputFiles, metafile } = await build({
    ...OPTIONS,
    entryPoints: { main: 'src/cli/main.ts' },
    outdir: aside,
    splitting: true,
    write: false,
    metafile: true,
    define: COMMONJS,
    plugins: [lightLibraries],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
  const everyday = everydayParts(metafile);
  texts.set(
    'everyday',
    [
      `export { main } from ${JSON.stringify(join(aside, 'main.js'))};`,
      ...[...everyday].map((path) => `import ${JSON.stringify(path)};`),
    ].join('\n'),
  );
  const bundle = await rollup({
    input: { everyday: 'everyday' },
    external: /^node:/,
    preserveEntrySignatures: 'allow-extension',
    onLog: (level, log) => {
      if (log.code !== 'CIRCULAR_DEPENDENCY') console.warn(level, log.message);
    },
    plugins: [
      {
        name: 'parts',
        resolveId: (id, importer) =>
          texts.has(id) ? id : importer && id.startsWith('.') ? resolve(importer, '..', id) : null,
        load: (id) => texts.get(id) ?? null,
      },
    ],
  });
  const { output } = await bundle.write({
    dir: aside,
    format: 'cjs',
    entryFileNames: 'parts/[name]-[hash].cjs',
    chunkFileNames: 'parts/[name]-[hash].cjs',
    manualChunks: (id) => (id === 'everyday' || everyday.has(id) ? 'everyday' : undefined),
    minifyInternalExports: false,
    dynamicImportInCjs: false,
  });
  await bundle.close();
  return output.find(({ isEntry }) => isEntry).fileName;
}

/**
 * Leaves the compiled code of a part beside it, with all that everyday commands run: the first has no cache, the next
 * fills one, the last finds it filled.
 */
async function compile(part) {
  const lines = [['list', '--no-cache'], ['list'], ['list', '-o', 'json'], ['list', '-o', 'names']].map((words) => [
    ...words,
    '--root',
    resolve('examples/fleet'),
    '--support-level',
    'certified',
    '-q',
    'data.connectorBuildOptions.baseImage is not None',
  ]);
  const contents = `
    import { writeFileSync } from 'node:fs';
    import { dirname, join } from 'node:path';
    import { codeName, runCompiled } from './src/io/code-cache.ts';
    const part = ${JSON.stringify(part)};
    const { exports: { main }, script } = runCompiled(part, undefined);
    for (const line of ${JSON.stringify(lines)}) if ((await main(line)) !== 0) throw new Error(\`\${line.join(' ')} failed\`);
    writeFileSync(join(dirname(part), codeName(part)), script.createCachedData());`;
  const {
    outputFiles: [trainer],
  } = await build({ ...OPTIONS, stdin: { contents, resolveDir: '.' }, write: false });
  execFileSync(process.execPath, ['--input-type=module'], {
    input: trainer.contents,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, FLEETQ_CACHE_DIR: aside },
  });
}

/** The parts that the everyday sources end up in, with all that these import before they run. */
function everydayParts({ outputs }) {
  const parts = new Set();
  const add = (path) => {
    if (parts.has(resolve(path))) return;
    parts.add(resolve(path));
    for (const { path: imported, kind, external } of outputs[path].imports)
      if (kind === 'import-statement' && !external) add(imported);
  };
  const found = Object.entries(outputs).filter(([, { entryPoint }]) => EVERYDAY.includes(entryPoint));
  if (found.length !== EVERYDAY.length) throw new Error(`of the everyday sources only ${found.length} are there`);
  for (const [path] of found) add(path);
  return parts;
}
