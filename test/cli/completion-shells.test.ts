import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect } from 'vitest';
import { BINARY, EXAMPLE_FLEET } from '../support/run-fleetq.js';
import { itNeeds } from '../support/needs.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';
import { inTerminal } from '../support/terminal.js';

/** The environment in which `fleetq` is the built binary. */
function withFleetq(): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  chmodSync(BINARY, 0o755);
  symlinkSync(BINARY, join(folder, 'fleetq'));
  return {
    PATH: [folder, process.env.PATH ?? ''].join(delimiter),
    HOME: folder,
    FLEETQ_CACHE_DIR: join(folder, 'cache'),
  };
}

// Shows the arguments that a finished line would give to fleetq, and lets the completion script through to the real one.
const SHOW_ARGUMENTS = `fleetq() { if [ "$1" = complete ] || [ "$1" = completion ]; then command fleetq "$@"; else printf '<%s>' "$@"; echo; fi; }`;

const SHELLS = {
  bash: {
    start: 'bash --norc --noprofile -i',
    setup: `${SHOW_ARGUMENTS}; source <(fleetq completion bash); bind 'set enable-bracketed-paste off'; PS1='ready'\\>`,
  },
  zsh: {
    start: 'zsh -f -i',
    setup: `unsetopt promptsp; autoload -Uz compinit && compinit -u -D; ${SHOW_ARGUMENTS}; source <(fleetq completion zsh); PS1='ready'\\>`,
  },
} as const;

/** Types a line with Tab keys in it, and gives the arguments that fleetq is then called with. */
async function argumentsAfter(shell: keyof typeof SHELLS, typed: string, cwd: string): Promise<string | undefined> {
  const { start, setup } = SHELLS[shell];
  const keys = [
    { after: /\?2004h|[$%#>] *$/, type: `${setup}\n` },
    { after: /ready>/, type: `${typed}\n` },
    { after: /\n<.*>\r?\n/, type: 'exit\n' },
  ];
  const { screen } = await inTerminal(start, { columns: 200, cwd, env: withFleetq(), keys });
  return /\n(<.*>)\n/.exec(screen)?.[1];
}

// A connector per trap: a blank, a colon, a dollar sign, a quote.
const HOSTILE = {
  'source-a b/metadata.yaml': 'data: {owning-sig: 1}\n',
  'source-c:d/metadata.yaml': 'data: {}\n',
  'source-e$HOME/metadata.yaml': 'data: {}\n',
  "source-g'h/metadata.yaml": 'data: {}\n',
};

const LINES: readonly [string, string, string][] = [
  ['a command', 'fleetq li\t', '<list>'],
  ['an option', 'fleetq list --metadata-q\t', '<list><--metadata-query>'],
  ['an option without a value', 'fleetq list --inv\t', '<list><--invert>'],
  ['a choice', 'fleetq list --support-level cert\t', '<list><--support-level><certified>'],
  ['a choice behind an equals sign', 'fleetq list --support-level=cert\t', '<list><--support-level=certified>'],
  ['a second choice in a list', 'fleetq list --language=java,manif\t', '<list><--language=java,manifest-only>'],
  ['a connector name with dashes', 'fleetq show destination-vault-s\t', '<show><destination-vault-strict-encrypt>'],
  ['a connector name behind an equals sign', 'fleetq list --name=source-ti\t', '<list><--name=source-tide>'],
  ['a saved query', 'fleetq list migrated-c\t', '<list><migrated-certified>'],
  ['a field path', 'fleetq list --columns name,data.ab_internal.q\t', '<list><--columns><name,data.ab_internal.ql>'],
  ['a folder', 'fleetq list --root airbyte-i\t', '<list><--root><airbyte-integrations'],
  ['a folder behind an equals sign', 'fleetq list --root=airbyte-i\t', '<list><--root=airbyte-integrations'],
  [
    'a value with a colon',
    'fleetq images --base-image docker.io/airbyte/python-connector-base:1.2.0\t',
    '<images><--base-image><docker.io/airbyte/python-connector-base:1.2.0@sha256:',
  ],
  [
    'a value with a colon behind an equals sign',
    'fleetq images --base-image=docker.io/airbyte/python-connector-base:1.2.0\t',
    '<images><--base-image=docker.io/airbyte/python-connector-base:1.2.0@sha256:',
  ],
  ['a name in quotes', 'fleetq show "source-ti\t', '<show><source-tide>'],
  [
    'after a query in quotes',
    `fleetq list -q "data.x == 'a b'" --name source-ti\t`,
    "<list><-q><data.x == 'a b'><--name><source-tide>",
  ],
  [
    'after the word of the guide',
    'fleetq connectors --name=source-ti\t mig\t',
    '<connectors><--name=source-tide><migrate>',
  ],
];

const HOSTILE_LINES: readonly [string, string][] = [
  ['fleetq show source-a\t', '<show><source-a b>'],
  ['fleetq show source-c\t', '<show><source-c:d>'],
  ['fleetq show source-c:\t', '<show><source-c:d>'],
  ['fleetq show source-e\t', '<show><source-e$HOME>'],
  ['fleetq show source-g\t', "<show><source-g'h>"],
  ['fleetq list --name=source-c\t', '<list><--name=source-c:d>'],
  ['fleetq fields "data[\t', "<fields><data['owning-sig']>"],
  ["fleetq fields 'data[\t", "<fields><data['owning-sig']>"],
  ['fleetq fields data\\[\t', "<fields><data['owning-sig']>"],
];

describe.each(['bash', 'zsh'] as const)('%s', (shell) => {
  const shellIt = itNeeds(shell, 'script');

  shellIt.each(LINES)('completes %s', async (_title, typed, expected) => {
    expect(await argumentsAfter(shell, typed, EXAMPLE_FLEET)).toContain(expected);
  });

  shellIt.each(HOSTILE_LINES)('quotes what it inserts: %s', async (typed, expected) => {
    expect(await argumentsAfter(shell, typed, temporaryFleet(HOSTILE))).toBe(expected);
  });
});

describe('fish', () => {
  const fishIt = itNeeds('fish');
  const offered = (line: string, cwd = EXAMPLE_FLEET): readonly string[] => {
    const command = 'fleetq completion fish | source; complete -C $line';
    const output = execFileSync(
      'fish',
      ['--no-config', '--init-command', `set line ${quotedForFish(line)}`, '--command', command],
      { cwd, env: { ...process.env, ...withFleetq() }, encoding: 'utf8' },
    );
    return output.split('\n').flatMap((found) => (found === '' ? [] : [found.split('\t')[0] ?? '']));
  };

  fishIt.each<[string, readonly string[]]>([
    ['fleetq li', ['list']],
    ['fleetq list --na', ['--name']],
    ['fleetq list --support-level cert', ['certified']],
    ['fleetq list --support-level=cert', ['--support-level=certified']],
    ['fleetq list --language=java,manif', ['--language=java,manifest-only']],
    ['fleetq show destination-vault-s', ['destination-vault-strict-encrypt']],
    ['fleetq list --name=source-ti', ['--name=source-tide']],
    ['fleetq list migrated-c', ['migrated-certified']],
    ['fleetq list --columns name,data.ab_internal.q', ['name,data.ab_internal.ql']],
    ['fleetq list --root airbyte-i', ['airbyte-integrations/']],
    ['fleetq list --root=airbyte-i', ['--root=airbyte-integrations/']],
    [`fleetq list -q "data.x == 'a b'" --name source-ti`, ['source-tide']],
    ['fleetq connectors --name=source-tide migrat', ['migrate']],
  ])('%s', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  fishIt('describes what it offers', () => {
    const output = execFileSync(
      'fish',
      ['--no-config', '--command', "fleetq completion fish | source; complete -C 'fleetq lis'"],
      { cwd: EXAMPLE_FLEET, env: { ...process.env, ...withFleetq() }, encoding: 'utf8' },
    );
    expect(output).toBe('list\tlist the connectors that match\n');
  });
});

describe('kept in a file, as the documentation says', () => {
  itNeeds('zsh', 'script')('zsh loads it from $fpath', async () => {
    const env = withFleetq();
    const functions = join(env.HOME ?? '', 'functions');
    mkdirSync(functions);
    execFileSync('sh', ['-c', `fleetq completion zsh > ${functions}/_fleetq`], { env: { ...process.env, ...env } });
    const keys = [
      {
        after: /\?2004h|[$%#>] *$/,
        type: `fpath=(${functions} $fpath); autoload -Uz compinit && compinit -u -D; PS1='ready'\\>\n`,
      },
      { after: /ready>/, type: 'fleetq show source-ti\t-o names\nexit\n' },
    ];
    expect((await inTerminal('zsh -f -i', { cwd: EXAMPLE_FLEET, env, keys })).screen).toContain('\nsource-tide\n');
  });
});

function quotedForFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
