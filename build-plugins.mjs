// Plugins of esbuild for the bundle of the command line.
import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { transform } from 'esbuild';

// What yargs loads or looks up at every start and this program does not use: together 10 ms, more than its work takes.

const REPLACED = {
  // Only for yargs' own help. The originals make classes of Unicode and an Intl.Segmenter while they load.
  'string-width': `module.exports = (text) => require('fast-string-width').default(text);`,
  'strip-ansi': `module.exports = (text) => require('node:util').stripVTControlCharacters(text);`,
  'wrap-ansi': `module.exports = (...args) => require('fast-wrap-ansi').wrapAnsi(...args);`,
  // Only for config files and folders of commands.
  'node:module': `export const createRequire = () => undefined;`,
  // yargs checks its own invariants with it, and leaves that out in browsers too.
  assert: `export const strictEqual = () => undefined; export const notStrictEqual = strictEqual;`,
};

const DEFINED = {
  // yargs looks upward from here for a package.json, by default from the user's folder.
  'import.meta.url': '"file:///C:/node_modules/"',
  // The width of yargs' own help. Reading it opens the stream.
  'process.stdout.columns': 'undefined',
};

/** Gives yargs lighter modules in place of those that it imports. */
export const lightLibraries = {
  name: 'light-libraries',
  setup({ initialOptions, onResolve, onLoad }) {
    initialOptions.define = { ...initialOptions.define, ...DEFINED };
    onResolve({ filter: new RegExp(`^(${Object.keys(REPLACED).join('|')})$`) }, ({ path, importer }) =>
      /node_modules\W(?:yargs|cliui)/.test(importer) ? { path, namespace: 'replaced' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'replaced' }, ({ path }) => ({ contents: REPLACED[path], resolveDir: '.' }));
    // With the prefix, Node's own modules are found without `require`.
    onResolve({ filter: /^(fs|path|url|util)$/ }, ({ path }) => ({ path: `node:${path}`, external: true }));
  },
};

/**
 * Gives esbuild the modules that no everyday command loads as CommonJS. It then keeps each in a function of its own, and
 * V8 leaves alone what is in there until it is called; the functions of ES modules it would set up at every start.
 *
 * @param entries the modules that everyday commands load, beside what these import
 * @param options how to turn a module into CommonJS
 */
export function lateModules({ inputs }, entries, options) {
  const everyday = new Set();
  const add = (path) => {
    if (everyday.has(path)) return;
    everyday.add(path);
    for (const { path: imported, kind, external } of inputs[path].imports) {
      if (kind !== 'dynamic-import' && !external) add(imported);
    }
  };
  for (const path of entries) {
    if (!(path in inputs)) throw new Error(`${path} is no part of the command line`);
    add(path);
  }
  const isLate = (path) => inputs[path]?.format === 'esm' && !everyday.has(path);
  const namespace = 'late';
  return {
    name: namespace,
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...options }) => {
        if (pluginData === namespace || options.kind === 'entry-point') return undefined;
        const resolved = await resolve(path, { ...options, namespace: '', pluginData: namespace });
        return isLate(relative('.', resolved.path)) ? { path: resolved.path, namespace } : resolved;
      });
      onLoad({ filter: /./, namespace }, async ({ path }) => {
        const loader = path.endsWith('ts') ? 'ts' : 'js';
        const { code } = await transform(await readFile(path, 'utf8'), { ...options, loader });
        return { contents: code, loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}
