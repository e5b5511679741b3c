import type { Guess } from './guess.js';

export const COMMAND_GUESSES: readonly Guess[] = [
  { typed: ['ls', 'find', 'search', 'all', 'connector'], write: ['fleetq list', 'fleetq list --name NAME'] },
  {
    typed: ['get', 'describe', 'info', 'inspect', 'view', 'cat', 'details', 'open', 'print'],
    write: ['fleetq show NAME', 'fleetq list'],
  },
  { typed: ['query', 'filter', 'where', 'select', 'jq', 'eval', 'q'], write: ['fleetq list --metadata-query QUERY'] },
  { typed: ['grep', 'rg', 'ag', 'ack'], write: [`fleetq list -q "'TEXT' in str(data)"`, 'fleetq fields PATH'] },
  { typed: ['count', 'wc', 'total'], write: ['fleetq list -o count', 'fleetq stats --by FIELD'] },
  { typed: ['status', 'progress', 'summary', 'overview', 'report-card', 'st'], write: ['fleetq stats'] },
  { typed: ['group', 'group-by', 'groupby', 'aggregate', 'top', 'uniq'], write: ['fleetq stats --by FIELD'] },
  { typed: ['validate', 'lint', 'verify', 'doctor', 'audit'], write: ['fleetq check NAME', 'fleetq queries'] },
  { typed: ['schema', 'columns', 'keys', 'paths', 'api-resources'], write: ['fleetq fields', 'fleetq fields PATH'] },
  { typed: ['saved', 'saved-queries', 'aliases', 'alias'], write: ['fleetq queries'] },
  { typed: ['base-images', 'baseimage', 'base-image'], write: ['fleetq images'] },
  { typed: ['changed', 'modified'], write: ['fleetq list --modified'] },
  { typed: ['why', 'why-not', 'debug', 'trace'], write: ['fleetq explain QUERY'] },
  { typed: ['clear', 'clean', 'prune', 'purge', 'reset'], write: ['fleetq cache clear'] },
  { typed: ['versions', 'version'], write: ['fleetq --version'] },
  { typed: ['man', 'docs', 'doc', 'usage', 'manual', 'options', '?'], write: ['fleetq help'] },
];

/** Commands of airbyte-ci that fleetq does not have: whoever types one has the wrong program, not a typo. */
export const UNSUPPORTED_COMMANDS: readonly string[] = [
  'build',
  'bump-version',
  'changelog',
  'format',
  'generate-erd',
  'metadata',
  'migrate-to-inline-schemas',
  'migrate-to-logging-logger',
  'migrate-to-manifest-only',
  'migrate-to-poetry',
  'poetry',
  'publish',
  'pull-request',
  'push-baseline-image',
  'set-minimum-cdk-version',
  'test',
  'tests',
  'up-to-date',
  'update',
  'upgrade-base-image',
  'upgrade-cdk',
];
