import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { migrationOf } from '../../src/fleet/connector.js';
import { probeOf } from '../../src/fleet/folder-facts.js';
import { scanFleet } from '../../src/fleet/scan.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

const METADATA = 'data:\n  supportLevel: certified\n';
const scan = (root: string) => scanFleet(workTree(root), DEFAULT_CONFIG);
const probed = async (root: string) => (await probeOf(workTree(root))((await scan(root)).connectors)).connectors;

describe('where connectors live', () => {
  it('finds connectors and third-party connectors, and no others', async () => {
    const root = temporaryFleet({
      'source-a/metadata.yaml': METADATA,
      'third-party/acme/acme-source/metadata.yaml': METADATA,
      'source-scaffold-python/metadata.yaml': METADATA,
      'third-party/acme/metadata.yaml': METADATA,
      'source-a/inner/metadata.yaml': METADATA,
      'source-b/metadata.yml': METADATA,
    });
    const fleet = await scan(root);
    expect(fleet.connectors.map(({ path }) => path)).toEqual([
      'airbyte-integrations/connectors/third-party/acme/acme-source',
      'airbyte-integrations/connectors/source-a',
    ]);
  });

  it('orders by name, then by path', async () => {
    const root = temporaryFleet({
      'third-party/zoo/twin/metadata.yaml': METADATA,
      'third-party/ark/twin/metadata.yaml': METADATA,
      'source-b/metadata.yaml': METADATA,
      'Source-a/metadata.yaml': METADATA,
    });
    expect((await scan(root)).connectors.map(({ path }) => path.replace(/^.*connectors\//, ''))).toEqual([
      'Source-a',
      'source-b',
      'third-party/ark/twin',
      'third-party/zoo/twin',
    ]);
  });
});

describe('language from files', () => {
  const cases: readonly [string, readonly string[], string | null][] = [
    ['a manifest alone', ['manifest.yaml'], 'manifest-only'],
    ['a manifest beside a Python package', ['manifest.yaml', 'setup.py'], 'manifest-only'],
    ['a manifest inside the package', ['source_x_y/manifest.yaml', 'setup.py'], 'low-code'],
    ['setup.py', ['setup.py'], 'python'],
    ['pyproject.toml', ['pyproject.toml'], 'python'],
    ['Python before Java', ['setup.py', 'src/main/java/A.java'], 'python'],
    ['Java sources', ['src/main/java/A.java', 'build.gradle'], 'java'],
    ['Kotlin sources', ['src/main/kotlin/A.kt'], 'java'],
    ['other sources', ['src/main/rust/a.rs'], null],
    ['nothing', [], null],
  ];
  it.each(cases)('%s', async (_title, files, language) => {
    const entries = Object.fromEntries(files.map((file) => [`source-x-y/${file}`, '']));
    const [connector] = await probed(temporaryFleet({ 'source-x-y/metadata.yaml': METADATA, ...entries }));
    expect(connector?.folder.language).toBe(language);
  });
});

describe('migration state', () => {
  const base = '  connectorBuildOptions:\n    baseImage: example/base:1.0.0\n';
  const cases: readonly [string, string, boolean, string][] = [
    ['a base image and no Dockerfile', base, false, 'migrated'],
    ['a base image and a Dockerfile', base, true, 'partial'],
    ['build options without a base image', '  connectorBuildOptions: {}\n', false, 'partial'],
    ['a base image that is not text', '  connectorBuildOptions:\n    baseImage: [1]\n', false, 'partial'],
    ['no build options', '', false, 'unmigrated'],
    ['empty build options', '  connectorBuildOptions:\n', true, 'unmigrated'],
  ];
  it.each(cases)('%s', async (_title, options, dockerfile, state) => {
    const [connector] = await probed(
      temporaryFleet({
        'source-a/metadata.yaml': `data:\n  name: A\n${options}`,
        ...(dockerfile ? { 'source-a/Dockerfile': '' } : {}),
      }),
    );
    expect(connector === undefined ? undefined : migrationOf(connector)).toBe(state);
  });
});

describe('metadata that cannot be used', () => {
  const cases: readonly [string, string | Uint8Array, RegExp][] = [
    ['empty', '', /empty|no YAML document/],
    ['binary', new Uint8Array([0, 1, 2, 0xff]), /binary|UTF-8|control/],
    ['not a mapping', '- 1\n- 2\n', /is not a mapping/],
    ['no data', 'other: 1\n', /has no `data` key/],
    ['data that is a list', 'data: [1]\n', /`data` is not a mapping/],
    ['a syntax error', 'data:\n  a: [1\n  b: 2\n', /line \d+/],
    ['deeply nested', `data: ${'['.repeat(20_000)}`, /nest|deep/],
    ['an alias bomb', aliasBomb(), /alias/],
    ['huge', `data:\n  a: ${'x'.repeat(20_000_000)}\n`, /large|big|size|bytes|MiB/],
  ];
  it.each(cases)('%s: named, and the rest is read', async (_title, content, reason) => {
    const fleet = await scan(
      temporaryFleet({ 'source-bad/metadata.yaml': content, 'source-good/metadata.yaml': METADATA }),
    );
    expect(fleet.connectors.map(({ name }) => name)).toEqual(['source-good']);
    expect(fleet.unreadable).toEqual([
      {
        name: 'source-bad',
        path: 'airbyte-integrations/connectors/source-bad/metadata.yaml',
        error: expect.stringMatching(reason) as string,
      },
    ]);
  });

  it('reads a duplicate key as PyYAML does, and says so', async () => {
    const fleet = await scan(
      temporaryFleet({ 'source-a/metadata.yaml': 'data:\n  supportLevel: community\n  supportLevel: certified\n' }),
    );
    expect(fleet.connectors[0]?.supportLevel).toBe('certified');
    expect(fleet.warnings).toEqual([
      {
        path: 'airbyte-integrations/connectors/source-a/metadata.yaml',
        message: expect.stringContaining('supportLevel') as string,
      },
    ]);
  });

  it('reads a `__proto__` key as a key', async () => {
    const fleet = await scan(
      temporaryFleet({ 'source-a/metadata.yaml': 'data:\n  __proto__:\n    supportLevel: certified\n' }),
    );
    expect(fleet.connectors[0]?.supportLevel).toBeNull();
  });
});

function aliasBomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++)
    lines.push(
      `a${level}: &a${level} [${Array<string>(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  return `data:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
