// The layers, as rules. Data flows one way: cli → selection → fleet and query → output.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third is missing between them.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'values-know-nothing',
      severity: 'error',
      comment: 'A metadata value is what every layer shares, so it can lean on none of them.',
      from: { path: '^src/values/' },
      to: { path: '^src/', pathNot: '^src/values/' },
    },
    {
      name: 'text-knows-nothing',
      severity: 'error',
      comment: 'Helpers for text (suggestions, plurals, escaping, widths) serve every layer, so they can lean on none.',
      from: { path: '^src/text/' },
      to: { path: '^src/', pathNot: '^src/text/' },
    },
    {
      name: 'query-knows-no-fleet',
      severity: 'error',
      comment:
        'The query language answers about a record; where records come from, and where answers go, is not its business.',
      from: { path: '^src/query/' },
      to: { path: '^src/', pathNot: '^src/(query|values|text)/' },
    },
    {
      name: 'query-reaches-no-machine',
      severity: 'error',
      comment:
        'A query is written by somebody else: the code that runs it cannot reach files, processes or the network.',
      from: { path: '^src/query/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'metadata-is-text-to-values',
      severity: 'error',
      comment: 'Reading YAML is a function of the bytes alone, so that worktree, revisions and history share it.',
      from: { path: '^src/metadata/' },
      to: { path: '^src/', pathNot: '^src/(metadata|values|text)/|^src/errors\\.ts$' },
    },
    {
      name: 'fleet-asks-no-questions',
      severity: 'error',
      comment: 'The fleet says what there is; which part of it is wanted belongs to selection.',
      from: { path: '^src/fleet/' },
      to: { path: '^src/', pathNot: '^src/(fleet|metadata|values|text|git|io)/|^src/errors\\.ts$' },
    },
    {
      name: 'selection-shows-nothing',
      severity: 'error',
      comment: 'Selection decides; how a decision is shown belongs to output.',
      from: { path: '^src/(selection|inventory|migration)/' },
      to: { path: '^src/(cli|output)/' },
    },
    {
      name: 'formats-are-pure',
      severity: 'error',
      comment: 'A format is a function from a view to text: no files, no terminal, no environment.',
      from: { path: '^src/output/', pathNot: '^src/output/views/' },
      to: { path: '^src/', pathNot: '^src/(output|values|text)/' },
    },
    {
      name: 'files-are-opened-in-one-place',
      severity: 'error',
      comment:
        'Files of a fleet are hostile: io/fleet-reader.ts opens them. Whoever else needs the file system looks at stats, or at files of the user or the package.',
      from: {
        path: '^src/',
        pathNot:
          '^src/(io/|fleet/(glob|root)\\.ts$|fleet/index/(stat-data|cache-info)\\.ts$|git/(run|glob|ignored-paths|sparse-checkout)\\.ts$|migration/(apply/|files\\.ts$|registry/)|cli/(version|commands/(check|completion))\\.ts$|selection/saved-queries\\.ts$)',
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'output-reaches-no-machine',
      severity: 'error',
      comment: 'Views and formats are functions: the same result gives the same text anywhere.',
      from: { path: '^src/output/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-below-the-command-line-knows-it',
      severity: 'error',
      comment: 'Only the entry point starts the command line; everything else can be used without it.',
      from: { path: '^src/', pathNot: '^src/(cli/|main\\.ts$)' },
      to: { path: '^src/(cli/|main\\.ts$)' },
    },
    {
      name: 'library-is-the-language',
      severity: 'error',
      comment: 'What `import "fleetq"` gives must load nothing that touches the machine.',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(query|values|text)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports is either dead or an entry point that should be listed here.',
      from: { orphan: true, pathNot: ['^src/(main|index)\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'bundled-packages-are-declared',
      severity: 'error',
      comment:
        'The build puts what src imports into the bundle, so it is a development dependency, declared like any other.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
