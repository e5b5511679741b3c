import { ENGINE_NAMES } from '../../build/engine/names.js';
import { CONNECTOR_TYPES, LANGUAGES, SUPPORT_LEVELS } from '../../fleet/connector.js';
import { FORMATS } from '../../output/format.js';
import { BUMPS } from '../../migration/versions.js';
import { HEADERS } from '../../output/view.js';
import { COLOR_CHOICES } from '../context.js';
import { choice, choices, flag, list, negatableFlag, sortKey, text, texts, wholeNumber } from './option.js';

export const root = text({
  name: 'root',
  value: 'DIR',
  group: 'Fleet',
  describe: 'where the fleet is (default: the nearest folder upward that holds one)',
});
export const revision = text({
  name: 'rev',
  value: 'REV',
  group: 'Fleet',
  describe: 'read a commit, branch or tag from git, without a checkout',
});
export const allowUnreadable = flag({
  name: 'allow-unreadable',
  group: 'Fleet',
  describe: 'exit 0 even when some metadata could not be read',
});
export const cache = negatableFlag({
  name: 'cache',
  group: 'Fleet',
  describe: '--no-cache reads everything anew and remembers nothing',
});

export const names = list({
  name: 'name',
  value: 'NAME',
  group: 'Selection',
  describe: 'connectors of this name; globs such as source-* work; repeatable',
});
export const supportLevels = choices({
  name: 'support-level',
  choices: [...SUPPORT_LEVELS, 'none'],
  group: 'Selection',
  describe: 'connectors of this support level; repeatable',
});
export const languages = choices({
  name: 'language',
  choices: [...LANGUAGES, 'none'],
  guesses: { py: 'python', kotlin: 'java', jvm: 'java', yaml: 'manifest-only', manifest: 'manifest-only' },
  group: 'Selection',
  describe: 'connectors in this language; repeatable',
});
export const types = choices({
  name: 'type',
  choices: CONNECTOR_TYPES,
  group: 'Selection',
  describe: 'sources or destinations',
});
export const metadataQuery = texts({
  name: 'metadata-query',
  short: 'q',
  value: 'QUERY',
  group: 'Selection',
  describe: 'connectors whose metadata meets a Python expression; repeatable, all must hold',
});
export const missing = choice({
  name: 'missing',
  choices: ['error', 'none'],
  group: 'Selection',
  describe: 'a missing field leaves a connector undecided, or reads as None',
});
export const includeVariants = flag({
  name: 'include-variants',
  group: 'Selection',
  describe: 'take a connector and its -strict-encrypt variant together',
});
export const invert = flag({
  name: 'invert',
  group: 'Selection',
  describe: 'everything that did not match, undecided connectors included',
});
export const modified = flag({
  name: 'modified',
  group: 'Selection',
  describe: 'connectors with files that changed since the base',
});
export const metadataChangesOnly = flag({
  name: 'metadata-changes-only',
  group: 'Selection',
  describe: 'connectors whose metadata.yaml changed since the base',
});
export const base = text({
  name: 'base',
  value: 'REF',
  group: 'Selection',
  describe: 'what --modified compares with (default: the merge base with the main branch)',
});

export const output = choice({
  name: 'output',
  short: 'o',
  choices: FORMATS,
  guesses: {
    text: 'table',
    plain: 'table',
    wide: 'table',
    pretty: 'table',
    jsonl: 'ndjson',
    'json-lines': 'ndjson',
    compact: 'ndjson',
    md: 'markdown',
    github: 'markdown',
    excel: 'csv',
    tabs: 'tsv',
    list: 'names',
    matrix: 'gh-matrix',
    prom: 'openmetrics',
    prometheus: 'openmetrics',
    metrics: 'openmetrics',
  },
  group: 'Output',
  describe: 'how the answer is written (default: table)',
});
export const columns = list({
  name: 'columns',
  value: 'A,B',
  group: 'Output',
  describe: 'the fields to show, Title=FIELD for a title of your own; `help` lists them',
});
export const sort = sortKey({
  name: 'sort',
  value: 'FIELD',
  group: 'Output',
  describe: 'order by a column or field path; -FIELD turns the order round',
});
export const limit = wholeNumber({ name: 'limit', value: 'N', group: 'Output', describe: 'show the first N only' });
export const migrateLimit = wholeNumber({
  name: 'limit',
  value: 'N',
  group: 'Command',
  describe: 'stop after N that are migrated; what is done or refused does not count',
});
export const by = list({
  name: 'by',
  aliases: ['group-by'],
  value: 'A,B',
  group: 'Output',
  describe: 'the fields to count by: known ones or any field path',
});
export const header = choice({
  name: 'header',
  choices: HEADERS,
  words: { '--no-header': 'none' },
  group: 'Output',
  describe: 'what heads columns: names, titles for people, nothing, or (auto) what suits the form',
});
export const color = choice({
  name: 'color',
  choices: COLOR_CHOICES,
  words: { '--color': 'always', '--no-color': 'never' },
  group: 'General',
  describe: 'colour the output; auto (the default) does on a terminal, --no-color is never',
});
export const out = text({
  name: 'out',
  value: 'FILE',
  group: 'Output',
  describe: 'write to a file, whole or not at all',
});
export const pager = negatableFlag({
  name: 'pager',
  group: 'General',
  describe: '--no-pager writes long output to the terminal at once',
});
export const quiet = flag({ name: 'quiet', group: 'General', describe: 'say nothing on stderr but errors' });

export const failIfAny = flag({ name: 'fail-if-any', group: 'Command', describe: 'exit 1 when a connector is listed' });
export const failIfNone = flag({
  name: 'fail-if-none',
  group: 'Command',
  describe: 'exit 1 when no connector is listed',
});
export const allowUndecided = flag({
  name: 'allow-undecided',
  group: 'Command',
  describe: 'let undecided connectors pass a gate, which they close otherwise',
});

export const help = flag({
  name: 'help',
  short: 'h',
  group: 'General',
  describe: 'show this help; --help all shows every option',
});
export const version = flag({ name: 'version', short: 'V', group: 'General', describe: 'show the version' });

export const baseImage = text({
  name: 'base-image',
  value: 'ADDRESS',
  group: 'Command',
  describe: 'the latest base image, as a whole address with tag and digest',
});
export const latestFrom = choice({
  name: 'latest-from',
  choices: ['fleet', 'registry'],
  group: 'Command',
  describe: 'where the latest base image is looked up (default: the highest that the fleet pins)',
});
export const registry = text({
  name: 'registry',
  value: 'URL',
  group: 'Command',
  describe: 'a mirror or a local registry to ask instead of the one that addresses name',
});
export const verify = flag({
  name: 'verify',
  group: 'Command',
  describe: 'compare every pinned address with its registry: ok, moved or missing',
});
export const ciResults = text({
  name: 'ci-results',
  value: 'FILE',
  group: 'Command',
  describe: 'JSON that says which connectors passed CI: { "source-x": "passed" }',
});
export const annotations = flag({
  name: 'annotations',
  group: 'Command',
  describe: 'print GitHub annotations, which a pull request shows beside the files',
});
export const pullRequest = wholeNumber({
  name: 'pr',
  value: 'N',
  group: 'Command',
  describe: 'number of the pull request, for the changelog row',
});
export const date = text({
  name: 'date',
  value: 'YYYY-MM-DD',
  group: 'Command',
  describe: 'date of the changelog row (default: today, UTC)',
});
export const message = text({
  name: 'message',
  value: 'TEXT',
  group: 'Command',
  describe: 'what the changelog row says; {name}, {version} and {image} are filled in',
});
export const bump = choice({
  name: 'bump',
  choices: BUMPS,
  group: 'Command',
  describe: 'which part of the version rises (default: patch)',
});
export const failures = flag({
  name: 'failures',
  group: 'Command',
  describe: 'show only the connectors that fail',
});
export const dryRun = flag({
  name: 'dry-run',
  group: 'Command',
  describe: 'write nothing; print a patch for `git apply`',
});
export const scaffoldHooks = flag({
  name: 'scaffold-hooks',
  group: 'Command',
  describe: 'write a build_customization.py that carries over what the Dockerfile does beyond the common pattern',
});
export const force = flag({
  name: 'force',
  group: 'Command',
  describe: 'delete a Dockerfile even where that loses things',
});
export const readme = flag({
  name: 'readme',
  group: 'Command',
  describe: 'replace the known instructions of README.md to run `docker build`',
});
export const clean = flag({
  name: 'clean',
  group: 'Command',
  describe: 'delete a .dockerignore that nothing uses any more',
});
export const splitBy = wholeNumber({
  name: 'split-by',
  value: 'N',
  group: 'Command',
  describe: 'with --commit: so many connectors a branch (default: all on one)',
});
export const branchPrefix = text({
  name: 'branch-prefix',
  value: 'PREFIX',
  group: 'Command',
  describe: 'with --commit: what the names of the branches begin with, such as migrate/',
});
export const commit = flag({
  name: 'commit',
  group: 'Command',
  describe: 'commit on new branches; the work tree stays as it is',
});
export const recoverOnly = flag({
  name: 'recover',
  group: 'Command',
  describe: 'only finish or undo what an interrupted run left',
});

export const contextFolder = text({
  name: 'context',
  value: 'DIR',
  group: 'Command',
  describe: 'write the context of each connector to DIR/NAME: a Containerfile and the files that it copies',
});
export const engine = choice({
  name: 'engine',
  choices: ['auto', ...ENGINE_NAMES],
  group: 'Command',
  describe: 'build the images with this engine; auto takes the first of them on the PATH',
});
export const tag = text({
  name: 'tag',
  value: 'TAG',
  group: 'Command',
  describe: 'the tag of airbyte/NAME:TAG (default: dev)',
});
export const platform = text({
  name: 'platform',
  value: 'OS/ARCH',
  group: 'Command',
  describe: 'the platform to build for, such as linux/amd64',
});
export const buildArgs = texts({
  name: 'build-arg',
  value: 'NAME=VALUE',
  group: 'Command',
  describe: 'a build argument for the engine, such as HTTPS_PROXY; repeatable',
});
export const results = text({
  name: 'results',
  value: 'FILE',
  group: 'Command',
  describe: 'write what was built and what failed, as JSON that `check --ci-results` reads',
});

export const FLEET_OPTIONS = [root, revision, cache, allowUnreadable] as const;
export const SELECTION_OPTIONS = [
  names,
  supportLevels,
  languages,
  types,
  metadataQuery,
  missing,
  modified,
  metadataChangesOnly,
  base,
  includeVariants,
  invert,
] as const;
export const GENERAL_OPTIONS = [help, version, color, quiet, pager] as const;
/** How the latest base image is found, for `images`, `check` and `migrate`. */
export const LATEST_OPTIONS = [baseImage, latestFrom, registry] as const;
