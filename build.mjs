// Bundles the command line and the library into dist/.
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { Marked } from 'marked';
import markedMan from 'marked-man';
import { lateModules, lightLibraries } from './build-plugins.mjs';

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  // Measuring with string-width's own tables takes longer than drawing; colours are chalk's business.
  alias: { 'string-width': resolve('src/text/string-width.cts') },
  external: ['@colors/colors/safe'],
};

// The command line is CommonJS: Node's loader of ES modules alone takes a tenth of the time that an answer may take.
const COMMONJS = {
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  // A module that is loaded late is in the bundle all the same, and waits in a function of its own.
  supported: { 'dynamic-import': false },
};

// What a plain `list` loads, beside what these import.
const EVERYDAY = [
  'src/cli/main.ts',
  'src/cli/commands/list.ts',
  'src/fleet/glob.ts',
  'src/output/formats/table.ts',
  'src/output/formats/json.ts',
  'src/output/formats/names.ts',
];

// Built aside and then put in place, so that a build that fails leaves the last good one.
const aside = resolve(`dist.${process.pid}`);
try {
  const { bundle, inputs: ofCli } = await buildCli();
  await buildEntry(bundle);
  const ofLibrary = await buildLibrary();
  writeFileSync(join(aside, 'LICENSES.txt'), licences([...ofCli, ...ofLibrary]));
  writeFileSync(join(aside, 'fleetq.1'), await manualPage());
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
  // In its place, because compiled code knows its file by name.
  await compile(resolve('dist', bundle));
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/** Everything that commands run, in one file: each file more costs Node about half a millisecond to find and link. */
async function buildCli() {
  const options = {
    ...OPTIONS,
    ...COMMONJS,
    entryPoints: { cli: 'src/cli/main.ts' },
    entryNames: '[name]-[hash]',
    outdir: aside,
    outExtension: { '.js': '.cjs' },
    // As `runBundle` calls it: to put the function round the text at every start would copy megabytes.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    metafile: true,
  };
  const { metafile: modules } = await build({ ...options, plugins: [lightLibraries], write: false });
  const late = lateModules(modules, EVERYDAY, { ...COMMONJS, target: OPTIONS.target });
  const { metafile } = await build({ ...options, plugins: [lightLibraries, late] });
  const [bundle] = Object.keys(metafile.outputs);
  writeFileSync(bundle, asciiOf(readFileSync(bundle, 'utf8')));
  return { bundle: basename(bundle), inputs: Object.keys(metafile.inputs) };
}

/** Escapes what esbuild leaves of other characters, those in regular expressions: the bundle is read as Latin-1. */
function asciiOf(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function buildEntry(bundle) {
  const outfile = join(aside, 'fleetq.cjs');
  const define = { ...COMMONJS.define, CLI_BUNDLE: JSON.stringify(bundle) };
  await build({ ...OPTIONS, ...COMMONJS, define, entryPoints: ['src/main.ts'], outfile });
  chmodSync(outfile, 0o755);
}

/** The library is an ES module. Bundled CommonJS libraries still ask for Node's own modules by `require`. */
async function buildLibrary() {
  const banner = { js: 'const require=(name)=>process.getBuiltinModule(name);' };
  const options = { ...OPTIONS, entryPoints: { index: 'src/index.ts' }, outdir: aside, banner, metafile: true };
  const { metafile } = await build(options);
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', join(aside, 'types')];
  execFileSync(process.execPath, tsc, { stdio: 'inherit' });
  return Object.keys(metafile.inputs);
}

/** What the licences of the packages inside the bundles ask for: their text goes wherever the code goes. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((path) => /(?:[^:]*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
    return `${name} ${version} (${license})${text}\n`;
  });
  return ['fleetq contains these packages.\n', ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}

/** `man fleetq`, from the table of commands. */
async function manualPage() {
  const contents = `export { manualPage } from './src/cli/manual-page.ts';`;
  const {
    outputFiles: [page],
  } = await build({ ...OPTIONS, stdin: { contents, resolveDir: '.' }, write: false });
  const { manualPage: pageOf } = await import(`data:text/javascript,${encodeURIComponent(page.text)}`);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const about = { name: 'fleetq', section: '1', manual: 'fleetq', manVersion: `fleetq ${manifest.version}` };
  const documents = {
    configuration: readFileSync('docs/configuration.md', 'utf8'),
    exitCodes: readFileSync('docs/exit-codes.md', 'utf8'),
  };
  const roff = new Marked({ ...markedMan, ...about }).parse(pageOf(documents));
  // No date: that of the build would make every build another one. And terms, which Markdown has no form for.
  return roff.replace(/^(\.TH "FLEETQ" "1") "[^"]*"/, '$1 ""').replace(/^\.IP \\\(bu 2\n(.*):\n\.br$/gm, '.TP\n$1');
}

/**
 * Leaves the compiled code of the bundle beside it, with all that everyday commands run: the first has no cache, the
 * next fills one, the last find it filled.
 */
async function compile(bundle) {
  const selection = ['--support-level', 'certified', '-q', 'data.connectorBuildOptions.baseImage is not None'];
  const lines = [['--no-cache'], ['--cache'], [], ['-o', 'json'], ['-o', 'names']].map((words) => [
    'list',
    ...words,
    '--root',
    resolve('examples/fleet'),
    ...selection,
  ]);
  const contents = `
    import { writeFileSync } from 'node:fs';
    import { compiledName, runBundle } from './src/io/code-cache.ts';
    const bundle = ${JSON.stringify(bundle)};
    const { exports: { main }, script } = runBundle(bundle, undefined);
    for (const line of ${JSON.stringify(lines)}) if ((await main(line)) !== 0) throw new Error(\`\${line.join(' ')} failed\`);
    writeFileSync(compiledName(bundle), script.createCachedData());`;
  const {
    outputFiles: [trainer],
  } = await build({ ...OPTIONS, stdin: { contents, resolveDir: '.' }, write: false });
  execFileSync(process.execPath, ['--input-type=module'], {
    input: trainer.contents,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, FLEETQ_CACHE_DIR: aside },
  });
}
