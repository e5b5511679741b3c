import { describe, expect, it } from 'vitest';
import { buildInstructions } from '../../src/migration/readme.js';

const AIRBYTE_CI = '```bash\nairbyte-ci connectors --name=source-x build\n```\n\n';
const block = (command: string, fence = '```bash', gap = '\n'): string =>
  `**Via \`docker build\`:**${gap}${fence}\n${command}\n\`\`\`\n`;
const USUAL = block('docker build -t airbyte/source-x:dev .');

/** A README, what it becomes, and the lines that are known and not known. */
const CASES: readonly [
  title: string,
  before: string,
  after: string,
  known: readonly number[],
  unknown: readonly number[],
][] = [
  ['beside airbyte-ci', `${AIRBYTE_CI}${USUAL}\n#### Run\n`, `${AIRBYTE_CI}#### Run\n`, [5, 7], []],
  ['the flag at the end', `${AIRBYTE_CI}${block('docker build . -t airbyte/source-x:dev')}`, AIRBYTE_CI, [5, 7], []],
  ['no language', `${AIRBYTE_CI}${block('docker build -t airbyte/source-x:dev .', '```')}`, AIRBYTE_CI, [5, 7], []],
  [
    'a line between',
    `${AIRBYTE_CI}${block('docker build -t airbyte/source-x:dev .', '```', '\n\n')}`,
    AIRBYTE_CI,
    [5, 8],
    [],
  ],
  [
    'the only way',
    `#### Build\n${USUAL}\n#### Run\n`,
    '#### Build\n**Via `airbyte-ci`:**\n```bash\nairbyte-ci connectors --name=source-x build\n```\n\n#### Run\n',
    [2, 4],
    [],
  ],
  [
    'line ends of Windows',
    `${AIRBYTE_CI}${USUAL}\n#### Run\n`.replaceAll('\n', '\r\n'),
    `${AIRBYTE_CI}#### Run\n`.replaceAll('\n', '\r\n'),
    [5, 7],
    [],
  ],
  ...[
    block('docker build -t airbyte/source-y:dev .'),
    block('docker build --no-cache -t airbyte/source-x:dev .'),
    block('docker build -t airbyte/source-x:dev .\nmake'),
    '2. Build your image:\n```bash\ndocker build -t airbyte/source-x:dev .\n```\n',
    'Run `docker build` in this folder.\n',
  ].map((text): [string, string, string, readonly number[], readonly number[]] => [
    `not known: ${text.split('\n')[2] ?? ''} ${text.slice(0, 12)}`,
    text,
    text,
    [],
    text.split('\n').flatMap((line, index) => (line.includes('docker build') ? [index + 1] : [])),
  ]),
];

describe('the instructions of a README to run `docker build`', () => {
  it.each(CASES)('%s', (_title, before, after, known, unknown) => {
    expect(buildInstructions(before, 'source-x')).toEqual({ text: after, known, unknown });
  });

  it('are none where nothing says so', () => {
    expect(buildInstructions('docker run airbyte/source-x:dev\n', 'source-x')).toBeNull();
  });
});
