/** What `airbyte-ci` does besides listing and migrating. Somebody who types it here has the wrong program, not a typing error. */
const AIRBYTE_CI_COMMANDS = [
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

/** Whether the word is a command of airbyte-ci that fleetq has no part in; `_` and `-` are the same, as they are there. */
export function isUnsupportedCommand(word: string): boolean {
  return AIRBYTE_CI_COMMANDS.includes(word.replaceAll('_', '-'));
}
