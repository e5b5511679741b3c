import type { Option } from './arguments/option.js';
import * as options from './arguments/options.js';
import type { Command } from './command.js';
import { OUTPUT_OPTIONS } from './output.js';

/** The migration guide writes `connectors OPTIONS COMMAND`: the word is accepted in front and adds nothing. */
export const LEGACY_PREFIX = 'connectors';

/** `fleetq help COMMAND`, `fleetq COMMAND help`. */
export const HELP = 'help';

/** `--help all`: with the options that several commands share. */
export const ALL = 'all';

/** `fleetq version`, for `--version`. */
export const VERSION = 'version';

/** What the completion scripts call; hidden. */
export const COMPLETE = 'complete';

/** Every command, in the order of the help. Parser, help and completion read this table; code is loaded on demand. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'list',
    summary: 'list the connectors that match',
    usage: '[SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [
      ...options.FLEET_OPTIONS,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      options.columns,
      options.sort,
      options.limit,
      options.failIfAny,
      options.failIfNone,
      options.allowUndecided,
    ],
    examples: [
      {
        command: 'fleetq list --support-level certified -q "data.connectorBuildOptions.baseImage is not None"',
        shows: 'certified connectors with a base image',
      },
      { command: 'fleetq list unmigrated-certified -o json', shows: 'a saved query, as JSON' },
      {
        command: 'fleetq list --columns name,data.ab_internal.ql --sort -data.ab_internal.ql',
        shows: 'any field as a column',
      },
    ],
    readOn: ['query', 'formats'],
    load: () => import('./commands/list.js'),
  },
  {
    name: 'show',
    summary: 'show connectors, whole',
    usage: 'NAME…',
    positionals: { least: 1, most: Infinity },
    options: [...options.FLEET_OPTIONS, ...OUTPUT_OPTIONS],
    examples: [
      { command: 'fleetq show source-x', shows: 'what there is to know of one connector' },
      { command: 'fleetq show source-x -o yaml', shows: 'the same, for a program' },
    ],
    readOn: ['formats'],
    load: () => import('./commands/show.js'),
  },
  {
    name: 'stats',
    summary: 'count connectors by one field or by several',
    usage: '[SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [
      ...options.FLEET_OPTIONS,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      options.by,
      options.sort,
      options.limit,
    ],
    examples: [
      { command: 'fleetq stats', shows: 'how far the migration has come, by support level and language' },
      { command: 'fleetq stats --by language --support-level certified', shows: 'certified connectors by language' },
      { command: 'fleetq stats --by data.tags[] --sort -connectors --limit 10', shows: 'the ten most common tags' },
    ],
    readOn: ['query', 'formats'],
    load: () => import('./commands/stats.js'),
  },
  {
    name: 'fields',
    summary: 'show which fields there are, how often, and what they hold',
    usage: '[PATH]',
    positionals: { least: 0, most: 1 },
    options: [...options.FLEET_OPTIONS, ...options.SELECTION_OPTIONS, ...OUTPUT_OPTIONS, options.sort, options.limit],
    examples: [
      { command: 'fleetq fields', shows: 'everything that a query can ask for' },
      {
        command: 'fleetq fields data.connectorBuildOptions --support-level certified',
        shows: 'one field and those below it, in certified connectors',
      },
    ],
    readOn: ['query'],
    load: () => import('./commands/fields.js'),
  },
  {
    name: 'queries',
    summary: 'show the saved queries, and what each answers',
    usage: '[SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [...options.FLEET_OPTIONS, ...OUTPUT_OPTIONS],
    examples: [
      {
        command: 'fleetq queries',
        shows: "fleetq's own queries and this fleet's, with how many connectors each matches now",
      },
      { command: 'fleetq queries unmigrated-certified', shows: 'one of them, whole' },
    ],
    readOn: ['query', 'configuration'],
    load: () => import('./commands/queries.js'),
  },
  {
    name: 'explain',
    summary: 'show how a query is understood, and what its parts come to',
    usage: 'QUERY',
    positionals: { least: 1, most: 1 },
    options: [...options.FLEET_OPTIONS, options.names, options.missing, ...OUTPUT_OPTIONS],
    examples: [
      {
        command: 'fleetq explain "data.ab_internal.ql > 300 and not data.tags"',
        shows: 'the query with all its brackets, and how many connectors have its fields',
      },
      {
        command: 'fleetq explain migrated-certified --name source-x',
        shows: 'step by step, why a connector is in the answer or not',
      },
    ],
    readOn: ['query'],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'images',
    summary: 'show the base images in use, and how far behind they are',
    usage: '[SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [
      ...options.FLEET_OPTIONS,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      ...options.LATEST_OPTIONS,
      options.verify,
    ],
    examples: [
      { command: 'fleetq images', shows: 'every base image that the fleet pins' },
      {
        command: 'fleetq images --support-level certified --verify',
        shows: 'those of certified connectors, compared with the registry',
      },
    ],
    readOn: ['migration'],
    load: () => import('./commands/images.js'),
  },
  {
    name: 'check',
    summary: 'hold connectors against the definition of a successful migration',
    usage: '[NAME… | SAVED-QUERY…]',
    positionals: { least: 0, most: Infinity },
    options: [
      ...options.FLEET_OPTIONS,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      ...options.LATEST_OPTIONS,
      options.ciResults,
      options.bump,
      options.failures,
      options.annotations,
    ],
    examples: [
      { command: 'fleetq check source-x', shows: 'the six criteria for one connector' },
      {
        command: 'fleetq check --modified --annotations',
        shows: 'the gate of a pull request; exits 1 when a criterion fails',
      },
    ],
    readOn: ['migration', 'exit-codes'],
    load: () => import('./commands/check.js'),
  },
  {
    name: 'migrate',
    aliases: ['migrate_to_base_image', 'migrate-to-base-image'],
    summary: 'move connectors from their Dockerfile to the base image',
    usage: 'NAME… [PULL-REQUEST]',
    positionals: { least: 0, most: Infinity },
    options: [
      options.root,
      options.allowUnreadable,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      ...options.LATEST_OPTIONS,
      options.pullRequest,
      options.date,
      options.message,
      options.bump,
      options.migrateLimit,
      options.dryRun,
      options.scaffoldHooks,
      options.force,
      options.readme,
      options.clean,
      options.commit,
      options.splitBy,
      options.branchPrefix,
      options.recoverOnly,
    ],
    seldom: [
      ...options.LATEST_OPTIONS.slice(1),
      options.date,
      options.message,
      options.readme,
      options.clean,
      options.splitBy,
      options.branchPrefix,
      options.recoverOnly,
    ],
    examples: [
      { command: 'fleetq migrate source-x --pr 12345', shows: 'migrates one connector' },
      { command: 'fleetq migrate source-x --dry-run | git apply --check', shows: 'the same as a patch' },
      { command: 'fleetq connectors --name=source-x migrate_to_base_image 12345', shows: "the migration guide's form" },
    ],
    readOn: ['migration', 'exit-codes'],
    load: () => import('./commands/migrate.js'),
  },
  {
    name: 'build',
    summary: 'build images from base images and hooks, or write what any engine builds',
    usage: 'NAME…',
    positionals: { least: 0, most: Infinity },
    options: [
      options.root,
      options.cache,
      options.allowUnreadable,
      ...options.SELECTION_OPTIONS,
      ...OUTPUT_OPTIONS,
      options.contextFolder,
      options.engine,
      options.tag,
      options.platform,
      options.buildArgs,
      options.results,
    ],
    examples: [
      { command: 'fleetq build source-x --context out', shows: 'writes out/source-x, for `docker build`' },
      {
        command: 'fleetq build source-x --engine auto',
        shows: 'builds airbyte/source-x:dev, and asks it for its spec',
      },
      {
        command: 'fleetq build --support-level certified --engine podman --results built.json',
        shows: 'builds many, for `fleetq check --ci-results built.json`',
      },
    ],
    readOn: ['migration', 'exit-codes'],
    load: () => import('./commands/build.js'),
  },
  {
    name: 'cache',
    summary: 'show what fleetq remembers between runs, or clear it',
    usage: '[clear]',
    positionals: { least: 0, most: 1 },
    options: [...OUTPUT_OPTIONS],
    examples: [
      { command: 'fleetq cache', shows: 'which fleets are remembered, and how much room that takes' },
      { command: 'fleetq cache clear', shows: 'forgets all of it' },
    ],
    readOn: ['configuration'],
    load: () => import('./commands/cache.js'),
  },
  {
    name: 'completion',
    summary: 'print the script with which a shell completes commands and values',
    usage: 'bash|zsh|fish',
    positionals: { least: 1, most: 1 },
    options: [],
    examples: [
      {
        command: 'source <(fleetq completion bash)',
        shows: 'completion in this shell; the script says how to keep it',
      },
      { command: 'fleetq completion fish > ~/.config/fish/completions/fleetq.fish', shows: 'completion in every fish' },
    ],
    readOn: [],
    load: () => import('./commands/completion.js'),
  },
];

export const EVERY_OPTION: readonly Option<unknown>[] = [
  ...new Set([...options.GENERAL_OPTIONS, ...COMMANDS.flatMap((command) => command.options)]),
];
