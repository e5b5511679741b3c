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

/** Gives yargs lighter modules in place of those that it imports. An esbuild plugin for the bundle of the command line. */
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
