// What yargs loads or looks up at every start and this program does not use: together 10 ms, more than its work takes.

const REPLACED = {
  // The originals make classes of Unicode and an Intl.Segmenter while they load.
  'wrap-ansi': `export { wrapAnsi as default } from 'fast-wrap-ansi';`,
  'strip-ansi': `export { stripVTControlCharacters as default } from 'node:util';`,
  // yargs checks its own invariants with it, and leaves that out in browsers too.
  assert: `export const strictEqual = () => undefined; export const notStrictEqual = strictEqual;`,
};

const DEFINED = {
  // yargs looks upward from here for a package.json, by default from the user's folder.
  'import.meta.url': '"file:///C:/node_modules/"',
  // The width of yargs' own help. Reading it opens the stream.
  'process.stdout.columns': 'undefined',
};

/** An esbuild plugin for the bundle of the command line. */
export const lightLibraries = {
  name: 'light-libraries',
  setup({ initialOptions, onResolve, onLoad }) {
    initialOptions.define = { ...initialOptions.define, ...DEFINED };
    onResolve({ filter: new RegExp(`^(${Object.keys(REPLACED).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'replaced',
    }));
    onLoad({ filter: /./, namespace: 'replaced' }, ({ path }) => ({ contents: REPLACED[path], resolveDir: '.' }));
    // With the prefix, Node's own modules are found without `require`.
    onResolve({ filter: /^(fs|path|url|util)$/ }, ({ path }) => ({ path: `node:${path}`, external: true }));
  },
};
