// The layers, as rules. Data flows one way: cli → selection → fleet and query → reporters.
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
      name: 'words-know-nothing',
      severity: 'error',
      comment: 'Helpers for words (suggestions, plurals, safe text) serve every layer, so they can lean on none.',
      from: { path: '^src/words/' },
      to: { path: '^src/', pathNot: '^src/words/' },
    },
    {
      name: 'query-knows-no-fleet',
      severity: 'error',
      comment:
        'The query language answers about a record; where records come from, and where answers go, is not its business.',
      from: { path: '^src/query/' },
      to: { path: '^src/', pathNot: '^src/(query|values|words)/' },
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
      to: { path: '^src/', pathNot: '^src/(metadata|values|words)/|^src/errors\\.ts$' },
    },
    {
      name: 'fleet-asks-no-questions',
      severity: 'error',
      comment: 'The fleet says what there is; which part of it is wanted belongs to selection.',
      from: { path: '^src/fleet/' },
      to: { path: '^src/', pathNot: '^src/(fleet|metadata|values|words|git|outside)/|^src/errors\\.ts$' },
    },
    {
      name: 'selection-shows-nothing',
      severity: 'error',
      comment: 'Selection decides; how a decision is shown belongs to reporters.',
      from: { path: '^src/(selection|inventory|migration)/' },
      to: { path: '^src/(cli|reporters|reports)/' },
    },
    {
      name: 'reporters-are-pure',
      severity: 'error',
      comment: 'A reporter is a function from a report to text: no files, no terminal, no environment.',
      from: { path: '^src/reporters/' },
      to: { path: '^src/', pathNot: '^src/(reporters|values|words)/' },
    },
    {
      name: 'reporters-reach-no-machine',
      severity: 'error',
      comment: 'A reporter is a function from a report to text: the same report gives the same text anywhere.',
      from: { path: '^src/(reporters|reports)/' },
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
      to: { path: '^src/', pathNot: '^src/(query|values|words)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports is either dead or an entry point that should be listed here.',
      from: { orphan: true, pathNot: ['^src/(main|index)\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'runtime-dependencies-are-declared',
      severity: 'error',
      comment: 'What src imports at run time is a dependency, not a development tool.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
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
