import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaErrors } from '../support/readers/schemas.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../support/temporary-fleet.js';
import { connectorPath, manifestConnector, metadataOf, pythonConnector } from './support/fleet.js';

const Document = z.object({
  results: z.record(z.string(), z.number()),
  connectors: z.array(
    z.object({
      name: z.string(),
      result: z.string(),
      reason: z.string().optional(),
      files: z.array(z.string()).optional(),
      notes: z.array(z.string()).optional(),
    }),
  ),
});

function fleetOf(...connectors: readonly Readonly<Record<string, string>>[]): string {
  const root = temporaryFolder();
  for (const files of connectors) writeFiles(root, files);
  return root;
}

async function build(root: string, ...args: readonly string[]) {
  const out = join(root, 'out');
  const ran = await runFleetq(['build', '--root', root, '--context', out, '-o', 'json', ...args]);
  if (ran.stdout !== '') expect(schemaErrors('build', JSON.parse(ran.stdout))).toEqual([]);
  const document = Document.safeParse(ran.stdout === '' ? {} : JSON.parse(ran.stdout));
  return { ...ran, out, connectors: document.data?.connectors ?? [] };
}

const ALL = ['--name', '*'] as const;

describe('the context of a connector', () => {
  it('has what its image copies, and says how it is made', async () => {
    const root = fleetOf(
      pythonConnector('source-x', {
        'source_x/secrets/config.json': '{}',
        'source_x/__pycache__/x.pyc': '',
        'secrets/config.json': '{}',
        'unit_tests/test_x.py': '',
        'setup.py': '',
        'build_customization.py':
          'async def pre_connector_install(c):\n    return c.with_env_variable("A", "b")\n\n\nasync def post_connector_install(c):\n    return c.with_new_file("/x", "y", permissions=0o755)\n',
      }),
    );
    const { code, out, connectors } = await build(root, 'source-x');
    expect(code).toBe(0);
    expect(connectors[0]?.files).toEqual([
      'Containerfile',
      'build/README.md',
      'build/poetry.lock',
      'build/pyproject.toml',
      'build/setup.py',
      'code/main.py',
      'code/source_x/__init__.py',
      'code/source_x/source.py',
      'hooks/post-1',
    ]);
    expect(readdirSync(join(out, 'source-x')).sort()).toEqual([
      '.fleetq-context',
      'Containerfile',
      'build',
      'code',
      'hooks',
    ]);
    expect(statSync(join(out, 'source-x/hooks/post-1')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(out, 'source-x/Containerfile'), 'utf8')).toMatchInlineSnapshot(`
      "# source-x, as fleetq build plans it.

      FROM docker.io/airbyte/python-connector-base:2.0.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa AS base
      # pre_connector_install of build_customization.py
      ENV A="b"

      FROM base AS builder
      WORKDIR /airbyte-integrations/connectors/source-x
      COPY ["build", "."]
      RUN ["pip", "install", "poetry"]
      RUN ["poetry", "config", "virtualenvs.create", "false"]
      RUN ["poetry", "check"]
      RUN ["poetry", "install", "--no-root", "--only", "main"]

      FROM base
      COPY --from=builder ["/usr/local", "/usr/local"]
      WORKDIR /airbyte/integration_code
      COPY ["code/main.py", "./main.py"]
      COPY ["code/source_x", "./source_x"]
      ENV AIRBYTE_ENTRYPOINT="python /airbyte/integration_code/main.py"
      ENTRYPOINT ["python", "/airbyte/integration_code/main.py"]
      # post_connector_install of build_customization.py
      COPY ["hooks/post-1", "/x"]
      LABEL io.airbyte.version="1.2.3"
      LABEL io.airbyte.name="airbyte/source-x"
      "
    `);
  });

  it('of a manifest-only connector has the manifest, and its hooks are never called', async () => {
    const root = fleetOf(
      manifestConnector('source-m', {
        'components.py': '',
        'build_customization.py':
          'import os\nasync def pre_connector_install(c):\n    return c.with_user(os.environ["A"])\n',
      }),
    );
    const { code, out, connectors } = await build(root, 'source-m');
    expect(code).toBe(0);
    expect(connectors[0]?.notes?.[0]).toMatch(/defines pre_connector_install, which .* never calls/);
    expect(readFileSync(join(out, 'source-m/Containerfile'), 'utf8')).toMatchInlineSnapshot(`
      "# source-m, as fleetq build plans it.

      FROM docker.io/airbyte/python-connector-base:2.0.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      COPY ["code/manifest.yaml", "source_declarative_manifest/manifest.yaml"]
      COPY ["code/components.py", "source_declarative_manifest/components.py"]
      ENV AIRBYTE_ENTRYPOINT="python /airbyte/integration_code/main.py"
      ENTRYPOINT ["python", "/airbyte/integration_code/main.py"]
      LABEL io.airbyte.version="1.2.3"
      LABEL io.airbyte.name="airbyte/source-m"
      "
    `);
  });

  it('has the local packages that it is installed with, and those that these need', async () => {
    const cdk = '[tool.poetry.dependencies]\nhelper = [{ path = "../helper" }]\n';
    const root = fleetOf(
      pythonConnector('source-x', {
        'pyproject.toml': '[tool.poetry.dependencies]\ncdk = { path = "../../../cdk", develop = true }\n',
      }),
      pythonConnector('source-s', {
        'pyproject.toml': null,
        'setup.py': 'install_requires=["cdk @ file:///cdk"]\n# "x @ file://{nothing}"\n',
      }),
      pythonConnector('source-r', {
        'pyproject.toml': null,
        'source_r/manifest.yaml': 'version: 1\n',
        'requirements.txt': '-e ../../../cdk[all]\n-e .\nrequests==1.0  # not ../this\n',
      }),
      { 'cdk/pyproject.toml': cdk, 'cdk/cdk/a.py': '', 'cdk/unit_tests/b.py': '', 'cdk/secrets/c': '' },
      { 'helper/setup.py': '', 'helper/helper.py': '' },
    );
    const { out, connectors } = await build(root, ...ALL);
    for (const name of ['source-r', 'source-s', 'source-x']) {
      const files = connectors.find((connector) => connector.name === name)?.files ?? [];
      expect(files.filter((path) => path.startsWith('dependencies/'))).toEqual([
        'dependencies/cdk/cdk/a.py',
        'dependencies/cdk/pyproject.toml',
        'dependencies/helper/helper.py',
        'dependencies/helper/setup.py',
      ]);
    }
    const text = readFileSync(join(out, 'source-r/Containerfile'), 'utf8');
    expect(text).toContain(
      'COPY ["dependencies/cdk", "/cdk"]\nCOPY ["dependencies/helper", "/helper"]\nRUN ["pip", "install", "-r", "requirements.txt"]',
    );
    expect(readFileSync(join(out, 'source-s/Containerfile'), 'utf8')).toContain('RUN ["pip", "install", "."]');
  });

  it('has the same bytes and modes each time, whatever the umask', async () => {
    const root = fleetOf(pythonConnector('source-x'), manifestConnector('source-m'));
    chmodSync(join(root, connectorPath('source-x'), 'main.py'), 0o755);
    await build(root, ...ALL);
    const listing = (): string =>
      execFileSync('sh', ['-c', `cd out && find . -printf '%m %p\\n' | sort && cat $(find . -type f | sort)`], {
        cwd: root,
        encoding: 'utf8',
      });
    const first = listing();
    const before = process.umask(0o077);
    try {
      rmSync(join(root, 'out'), { recursive: true });
      mkdirSync(join(root, 'out'), { mode: 0o755 });
      chmodSync(join(root, 'out'), 0o755);
      await build(root, ...ALL);
    } finally {
      process.umask(before);
    }
    expect(listing()).toBe(first);
    expect(first).toContain('755 ./source-x/code/main.py');
  });

  it('replaces its own folder whole, and never another one', async () => {
    const root = fleetOf(pythonConnector('source-x'), pythonConnector('source-y'));
    const own = join(root, 'out/source-x');
    await build(root, 'source-x');
    writeFiles(own, { 'stale/file': '' });
    writeFiles(join(root, 'out/source-y'), { 'notes.txt': 'mine' });
    const again = await build(root, ...ALL);
    expect(again.code).toBe(1);
    expect(again.connectors.map(({ result }) => result)).toEqual(['written', 'refused']);
    expect(again.connectors[1]?.reason).toMatch(/source-y is not empty, and fleetq did not make it/);
    expect(readdirSync(own)).not.toContain('stale');
    expect(readdirSync(join(root, 'out/source-y'))).toEqual(['notes.txt']);
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['source-x', 'source-y']);
  });

  it('is not written through a link', async () => {
    const root = fleetOf(pythonConnector('source-x'));
    mkdirSync(join(root, 'out'));
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'out/source-x'));
    const { connectors } = await build(root, 'source-x');
    expect(connectors[0]?.result).toBe('refused');
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  it('is not left half where it cannot be written', async () => {
    const root = fleetOf(pythonConnector('source-x'));
    writeFiles(root, { out: 'a file' });
    const { code, stderr } = await build(root, 'source-x');
    expect(code).toBe(4);
    expect(stderr).toMatch(/cannot (?:write|look at) .*out\/source-x/);
    expect(readFileSync(join(root, 'out'), 'utf8')).toBe('a file');
  });
});

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const hooks = (text: string): Record<string, string> => ({ 'build_customization.py': text });
const poetry = (text: string): Record<string, string> => ({
  'pyproject.toml': `[tool.poetry.dependencies]\n${text}\n`,
});

/** Connectors that are not built: their own files, and why. */
const REFUSED: Readonly<Record<string, readonly [Readonly<Record<string, string | null>>, RegExp]>> = {
  'no-base': [{ 'metadata.yaml': metadataOf('source-no-base', null) }, /has no connectorBuildOptions.baseImage/],
  'tag-only': [{ 'metadata.yaml': metadataOf('source-tag-only', 'docker.io/a/b:1') }, /has a tag but no digest/],
  'digest-only': [{ 'metadata.yaml': metadataOf('source-x', `docker.io/a/b${DIGEST}`) }, /a digest but no tag/],
  'evil-base': [{ 'metadata.yaml': metadataOf('source-x', `"a/b:1${DIGEST}\\nRUN evil"`) }, /white space/],
  'no-version': [{ 'metadata.yaml': metadataOf('source-x', undefined, null) }, /states no version/],
  'number-version': [{ 'metadata.yaml': metadataOf('source-x', undefined, '1.0') }, /states no version/],
  'evil-version': [{ 'metadata.yaml': metadataOf('source-x', undefined, '"1\\nRUN evil"') }, /line break/],
  'no-repository': [
    { 'metadata.yaml': metadataOf('source-x').replace(/ {2}dockerRepository.*\n/, '') },
    /states no image: dockerRepository/,
  ],
  'no-main': [{ 'main.py': null }, /source-no-main\/main.py is missing/],
  'other-main': [hooks('MAIN_FILE_NAME = "start.py"\n'), /start.py is missing/],
  'outer-main': [hooks('MAIN_FILE_NAME = "../../x.py"\n'), /no name of a file in the connector/],
  'option-main': [hooks('MAIN_FILE_NAME = "--x"\n'), /no name of a file in the connector/],
  'no-package': [
    { 'source_no_package/__init__.py': null, 'source_no_package/source.py': null },
    /source_no_package is missing or has no files/,
  ],
  'not-async': [
    hooks('x = 1\ndef pre_connector_install(c):\n    return c\n'),
    /build_customization.py line 2: .*async def/,
  ],
  'bad-hook': [
    hooks('import os\nasync def pre_connector_install(c):\n    return c.with_user(os.environ["X"])\n'),
    /line 3: `os.environ\["X"\]`/,
  ],
  'bad-toml': [{ 'pyproject.toml': '[tool' }, /pyproject.toml is not valid TOML/],
  'outer-path': [poetry('a = { path = "../../../../a" }'), /outside of the fleet: \.\.\/\.\.\/\.\.\/\.\.\/a/],
  'evil-path': [poetry('a = { path = "../a$(id)" }'), /cannot be copied/],
  'number-path': [poetry('a = { path = 3 }'), /whose path is no text/],
  'lost-path': [poetry('a = { path = "../lost" }'), /local dependency that is missing: .*lost/],
  'secret-path': [poetry('a = { path = "secrets" }'), /cannot be copied/],
  'made-path': [
    { 'pyproject.toml': null, 'setup.py': 'f"a @ file://{here}"\n' },
    /only known when it runs: file:\/\/\{here\}/,
  ],
};

describe('a connector that is not built', () => {
  it('is refused with its reason, beside others that are', async () => {
    const bad = Object.entries(REFUSED).map(([name, [files]]) => pythonConnector(`source-${name}`, files));
    const root = fleetOf(...bad, pythonConnector('source-good'), {
      [`${connectorPath('source-java')}/metadata.yaml`]: metadataOf('source-java'),
      [`${connectorPath('source-java')}/src/main/java/X.java`]: '',
    });
    const { code, out, connectors } = await build(root, ...ALL);
    expect(code).toBe(1);
    for (const [name, [, why]] of Object.entries(REFUSED)) {
      const connector = connectors.find((other) => other.name === `source-${name}`);
      expect(`${name}: ${connector?.result ?? ''}`).toBe(`${name}: refused`);
      expect(connector?.reason).toMatch(why);
    }
    expect(connectors.find(({ name }) => name === 'source-java')).toMatchObject({ result: 'skipped' });
    expect(readdirSync(out)).toEqual(['source-good']);
    const named = await build(root, 'source-java');
    expect([named.code, named.connectors[0]?.result]).toEqual([1, 'refused']);
  });

  it.each([
    ['source_x/link.py', '/etc/passwd', /link.py leads out of the fleet/],
    ['source_x/link.py', '../secrets/config.json', /is a link that leaves source_x/],
    ['source_x/link.py', 'secrets/config.json', /is a link to .*secrets\/config.json, which is not copied/],
    ['source_x/link', 'sub', /link is a folder, not a file/],
    ['source_x/link.py', 'nowhere.py', /link.py is a symbolic link to nothing/],
    ['source_x/link.py', 'link.py', /leads back to itself|symbolic link/],
    ['README.md', '/etc/passwd', /README.md leads out of the fleet/],
    ['README.md', '../source-y/README.md', /is a link that leaves source-x/],
  ])('links %s to %s', async (link, target, why) => {
    const root = fleetOf(
      pythonConnector('source-x', {
        'README.md': null,
        'secrets/config.json': '',
        'source_x/secrets/config.json': '',
        'source_x/sub/a.py': '',
      }),
      pythonConnector('source-y'),
    );
    symlinkSync(target, join(root, connectorPath('source-x'), link));
    const { connectors } = await build(root, 'source-x');
    expect(connectors[0]).toMatchObject({ result: 'refused' });
    expect(connectors[0]?.reason).toMatch(why);
  });

  it('may link within its package', async () => {
    const root = fleetOf(pythonConnector('source-x'));
    symlinkSync('source.py', join(root, connectorPath('source-x'), 'source_x/same.py'));
    const { out } = await build(root, 'source-x');
    expect(readFileSync(join(out, 'source-x/code/source_x/same.py'), 'utf8')).toBe('X = 1\n');
  });

  it.each([
    [
      'a folder in a folder, and so on',
      { [`source_x/${'a/'.repeat(45)}b.py`]: '' },
      /nested more than 40 folders deep/,
    ],
    [
      'a file that is too large',
      { 'source_x/large.json': ' '.repeat(16 * 1024 * 1024 + 1) },
      /large.json has \d+ bytes; at most/,
    ],
    [
      'a module that is too large',
      { 'build_customization.py': '#'.repeat(70_000) },
      /line 1: has 70000 bytes; at most/,
    ],
  ])('has %s', async (_, files, why) => {
    const { connectors } = await build(fleetOf(pythonConnector('source-x', files)), 'source-x');
    expect(connectors[0]?.reason).toMatch(why);
  });

  it('has a FIFO or a folder where a file should be', async () => {
    const root = fleetOf(
      pythonConnector('source-x'),
      pythonConnector('source-y', { 'main.py': null, 'main.py/x': '' }),
    );
    execFileSync('mkfifo', [join(root, connectorPath('source-x'), 'source_x/pipe')]);
    const { connectors } = await build(root, ...ALL);
    expect(connectors.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/pipe is a FIFO/),
      expect.stringMatching(/main.py is a folder/),
    ]);
  });
});
