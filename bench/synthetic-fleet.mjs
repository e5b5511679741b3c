// Writes a fleet of made-up connectors, of the sizes and shapes that real ones have. The same seed gives the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const CONNECTORS = 'airbyte-integrations/connectors';
const LANGUAGES = ['manifest-only', 'manifest-only', 'manifest-only', 'python', 'low-code', 'java'];
const LEVELS = ['certified', 'community', 'community', 'community', 'community', 'community', 'archived', 'archived'];

/** @param {{ connectors: number, seed?: number, git?: boolean }} options */
export function writeSyntheticFleet(root, { connectors, seed = 1, git = false }) {
  const random = generator(seed);
  for (let number = 0; number < connectors; number++) writeConnector(root, number, random);
  if (!git) return;
  const run = (...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'gc.auto=0', ...args], {
      cwd: root,
    });
  run('init', '--quiet', '--initial-branch=master');
  run('add', '--all');
  run('commit', '--quiet', '--message', 'A synthetic fleet');
  run('repack', '-adq');
}

function writeConnector(root, number, random) {
  const type = random() < 0.85 ? 'source' : 'destination';
  const name = `${type}-${word(random)}-${word(random)}-${String(number).padStart(5, '0')}`;
  const language = pick(random, LANGUAGES);
  const migrated = language !== 'java' && random() < 0.85;
  const write = (path, text = '') => {
    const file = join(root, CONNECTORS, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write('metadata.yaml', metadata(name, type, language, migrated, random));
  write('README.md');
  write('icon.svg');
  const packageFolder = name.replaceAll('-', '_');
  switch (language) {
    case 'manifest-only':
      write('manifest.yaml');
      break;
    case 'low-code':
      write(`${packageFolder}/manifest.yaml`);
      write(`${packageFolder}/source.py`);
      write('pyproject.toml');
      break;
    case 'python':
      write(`${packageFolder}/source.py`);
      write('pyproject.toml');
      write('main.py');
      break;
    case 'java':
      write(`src/main/java/Main.java`);
      write('build.gradle');
  }
  if (!migrated && language !== 'manifest-only') write('Dockerfile');
}

function metadata(name, type, language, migrated, random) {
  const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  const version = `${integer(random, 4)}.${integer(random, 30)}.${integer(random, 40)}`;
  const hosts = Array.from(
    { length: 1 + integer(random, 4) },
    () => `      - ${word(random)}.${word(random)}.example.com`,
  );
  const streams = Array.from({ length: integer(random, 4) }, () => `          - "${word(random)}_${word(random)}"`);
  const breaking = Array.from({ length: integer(random, 3) }, (_, index) => [
    `      ${index + 1}.0.0:`,
    `        message: "${sentence(random, 25)}"`,
    `        upgradeDeadline: "2024-0${1 + integer(random, 9)}-1${integer(random, 9)}"`,
    ...(streams.length === 0
      ? []
      : [
          '        scopedImpact:',
          '          - scopeType: stream',
          `            impactedScopes: [${streams.map((line) => line.trim().slice(2)).join(', ')}]`,
        ]),
  ]).flat();
  return [
    'data:',
    `  ab_internal:`,
    `    ql: ${100 * (1 + integer(random, 4))}`,
    `    sl: ${100 * (1 + integer(random, 3))}`,
    '  allowedHosts:',
    '    hosts:',
    ...hosts,
    ...(migrated
      ? [
          '  connectorBuildOptions:',
          `    baseImage: docker.io/airbyte/python-connector-base:${1 + integer(random, 3)}.${integer(random, 3)}.0@sha256:${hex(64)}`,
        ]
      : []),
    `  connectorSubtype: ${pick(random, ['api', 'database', 'file'])}`,
    `  connectorType: ${type}`,
    `  definitionId: ${uuid()}`,
    `  dockerImageTag: ${version}`,
    `  dockerRepository: airbyte/${name}`,
    `  documentationUrl: https://docs.example.com/integrations/${type}s/${name}`,
    `  githubIssueLabel: ${name}`,
    `  icon: ${name}.svg`,
    '  license: MIT',
    `  name: ${word(random)} ${word(random)}`,
    '  remoteRegistries:',
    '    pypi:',
    `      enabled: ${random() < 0.6}`,
    `      packageName: airbyte-${name}`,
    '  registryOverrides:',
    '    cloud:',
    `      enabled: ${random() < 0.8}`,
    '    oss:',
    '      enabled: true',
    `  releaseStage: ${pick(random, ['alpha', 'beta', 'generally_available'])}`,
    ...(breaking.length === 0 ? [] : ['  releases:', '    breakingChanges:', ...breaking]),
    ...(random() < 0.4
      ? [
          '  suggestedStreams:',
          '    streams:',
          ...Array.from({ length: 1 + integer(random, 12) }, () => `      - ${word(random)}`),
        ]
      : []),
    ...(random() < 0.98 ? [`  supportLevel: ${pick(random, LEVELS)}`] : []),
    '  tags:',
    `    - language:${language === 'java' ? 'java' : language === 'manifest-only' ? 'manifest-only' : 'python'}`,
    `    - cdk:${pick(random, ['low-code', 'python'])}`,
    '  connectorTestSuitesOptions:',
    '    - suite: unitTests',
    '    - suite: acceptanceTests',
    '      testSecrets:',
    ...Array.from({ length: 1 + integer(random, 3) }, () => [
      `        - name: SECRET_${word(random).toUpperCase()}`,
      '          fileName: config.json',
      '          secretStore:',
      '            type: GSM',
      '            alias: airbyte-connector-testing-secret-store',
    ]).flat(),
    'metadataSpecVersion: "1.0"',
    '',
  ].join('\n');
}

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va'];

function word(random) {
  return Array.from({ length: 2 + integer(random, 3) }, () => pick(random, SYLLABLES)).join('');
}

function sentence(random, most) {
  return Array.from({ length: 5 + integer(random, most) }, () => word(random)).join(' ');
}

function pick(random, list) {
  return list[integer(random, list.length)];
}

function integer(random, below) {
  return Math.floor(random() * below);
}

/** Mulberry32: a generator of numbers from 0 to 1 that a seed decides. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
