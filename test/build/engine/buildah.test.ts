import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BINARY, runFleetq } from '../../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { type Buildah, buildahOrSkip } from '../support/buildah.js';
import { manifestConnector, pythonConnector } from '../support/fleet.js';

const SPEC = '{"type":"SPEC","spec":{"connectionSpecification":{}}}';
const MAIN = `case "$1" in\nspec) echo starting; echo '${SPEC}' ;;\n*) echo "$0 $*" > /did ;;\nesac\n`;

/** Values that a shell, an engine or a parser could read in some other way. */
const HOSTILE = [
  'a "double" \'single\' `back`',
  '$HOME ${PATH} $$ $(id) %PATH%',
  'C:\\dir\\ \\n \\" \\',
  ' spaces around ',
  '# <<EOF && true; | > *? [a] {b,c} ~ !x',
  'tab\there \u00e9\u20ac\ud83d\ude00 \u2028 \u0085 \u007f',
  '',
  '"',
  '\\"$\\',
];
const LINES = ['a\nb', '\n', 'x\r\ny', '<<EOF\nRUN evil\nEOF', 'end \\\nRUN evil'];

const Image = z.object({
  OCIv1: z.object({
    config: z.object({
      Env: z.array(z.string()),
      Entrypoint: z.array(z.string()).optional(),
      Labels: z.record(z.string(), z.string()).optional(),
      WorkingDir: z.string().optional(),
    }),
    rootfs: z.object({ diff_ids: z.array(z.string()) }),
  }),
});
const imageOf = ({ run }: Buildah, name: string) =>
  Image.parse(JSON.parse(run('inspect', '--type', 'image', name))).OCIv1;

const Document = z.object({
  engine: z.string(),
  connectors: z.array(
    z.object({
      name: z.string(),
      result: z.string(),
      reason: z.string().optional(),
      log: z.array(z.string()).optional(),
    }),
  ),
});

async function build(buildah: Buildah, root: string, ...args: readonly string[]) {
  const all = ['build', '--root', root, '--engine', 'buildah', '-o', 'json', ...args];
  const ran = await runFleetq(all, { env: buildah.env, timeout: 100_000 });
  return { ...ran, connectors: ran.stdout === '' ? [] : Document.parse(JSON.parse(ran.stdout)).connectors };
}

function contextsLeft(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('fleetq-build-'));
}

describe('fleetq build --engine buildah', { timeout: 120_000 }, () => {
  it('builds connectors of each kind, hooks and all', async (context) => {
    const buildah = await buildahOrSkip(context);
    const { baseImage } = buildah;
    const root = temporaryFolder();
    const texts = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(', ');
    const hooks = `MAIN_FILE_NAME = "start.py"
VALUES = [${texts([...HOSTILE, ...LINES])}]


async def pre_connector_install(base):
    base = base.with_new_file("/pre.txt", ${JSON.stringify(LINES.join('|'))}, permissions=0o600)
${HOSTILE.map((value, index) => `    base = base.with_env_variable("V${index}", ${JSON.stringify(value)})`).join('\n')}
    return base.with_exec(["sh", "-c", "echo pre >> /order"])


async def post_connector_install(connector):
    for value in VALUES:
        connector = connector.with_exec(["sh", "-c", 'printf "%s\\\\0" "$1" >> /values', "sh", value], skip_entrypoint=True)
    connector = connector.with_exec(["check"], use_entrypoint=True)
    return connector.with_exec(["sh", "-c", "echo post >> /order"], skip_entrypoint=True)
`;
    writeFiles(root, {
      ...pythonConnector(
        'source-py',
        {
          'main.py': null,
          'start.py': MAIN,
          'build_customization.py': hooks,
          'pyproject.toml': '[tool.poetry.dependencies]\ncdk = { path = "../../../cdk" }\n',
        },
        baseImage,
      ),
      'cdk/pyproject.toml': '[tool.poetry]\n',
      ...pythonConnector('source-low', { 'main.py': MAIN, 'source_low/manifest.yaml': '' }, baseImage),
      ...pythonConnector('source-setup', { 'main.py': MAIN, 'pyproject.toml': null, 'setup.py': '' }, baseImage),
      ...manifestConnector('source-manifest', { 'manifest.yaml': SPEC, 'components.py': '' }, baseImage),
    });
    const before = contextsLeft();
    const results = join(root, 'results.json');
    const { code, stderr, connectors } = await build(
      buildah,
      root,
      '--name',
      '*',
      '--results',
      results,
      '--tag',
      'try',
    );
    expect(connectors.map(({ name, result, reason }) => [name, result, reason])).toEqual(
      ['source-low', 'source-manifest', 'source-py', 'source-setup'].map((name) => [name, 'built', undefined]),
    );
    expect(code).toBe(0);
    expect(stderr).toContain('fleetq: building source-low (1/4)');
    expect(stderr).toMatch(/STEP .*: RUN \["poetry", "install", "--no-root", "--only", "main"\]/);
    expect(stderr).toContain('fleetq: 4 built');

    const base = imageOf(buildah, baseImage.replace(/:1\.0\.0@/, '@')).rootfs.diff_ids;
    for (const { name } of connectors) {
      const { config, rootfs } = imageOf(buildah, `airbyte/${name}:try`);
      expect(rootfs.diff_ids.slice(0, base.length)).toEqual(base);
      expect(config.Labels).toMatchObject({ 'io.airbyte.version': '1.2.3', 'io.airbyte.name': `airbyte/${name}` });
      expect(config.WorkingDir).toBe('/airbyte/integration_code');
    }
    const { config } = imageOf(buildah, 'airbyte/source-py:try');
    expect(config.Entrypoint).toEqual(['python', '/airbyte/integration_code/start.py']);
    expect(config.Env).toContain('AIRBYTE_ENTRYPOINT=python /airbyte/integration_code/start.py');
    for (const [index, value] of HOSTILE.entries()) expect(config.Env).toContain(`V${index}=${value}`);

    const inside = (name: string, ...command: readonly string[]): string => {
      buildah.run('from', '--name', 'look', '--pull-never', `airbyte/${name}:try`);
      try {
        return buildah.run('run', 'look', '--', ...command);
      } finally {
        buildah.run('rm', 'look');
      }
    };
    expect(inside('source-py', 'cat', '/values').split('\0').slice(0, -1)).toEqual([...HOSTILE, ...LINES]);
    expect(inside('source-py', 'cat', '/order', '/did')).toBe('pre\npost\n/airbyte/integration_code/start.py check\n');
    expect(inside('source-py', 'sh', '-c', 'cat /pre.txt; stat -c %a /pre.txt; ls')).toBe(
      `${LINES.join('|')}600\nmain.py\nsource_py\nstart.py\n`,
    );
    expect(inside('source-setup', 'cat', '/usr/local/installed')).toBe('pip install .\n');
    expect(inside('source-manifest', 'ls', 'source_declarative_manifest')).toBe('components.py\nmanifest.yaml\n');

    const checked = await runFleetq(['check', '--root', root, '--ci-results', results, '-o', 'json', 'source-py']);
    expect(checked.stdout).toContain('"reason": "it was built, and the guide asks for built and tested by CI"');
    expect(buildah.run('containers', '--quiet')).toBe('');
    expect(contextsLeft()).toEqual(before);
  });

  it('says what went wrong, and builds the others', async (context) => {
    const buildah = await buildahOrSkip(context);
    const { baseImage } = buildah;
    const root = temporaryFolder();
    const other = baseImage.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000'));
    writeFiles(root, {
      ...pythonConnector('source-digest', { 'main.py': MAIN }, other),
      ...pythonConnector(
        'source-hook',
        {
          'main.py': MAIN,
          'build_customization.py':
            'async def pre_connector_install(c):\n    return c.with_exec(["sh", "-c", "echo \\"first \\u001b[31mred\\"; echo last; exit 7"])\n',
        },
        baseImage,
      ),
      ...pythonConnector('source-mute', { 'main.py': 'echo hello\n' }, baseImage),
      ...pythonConnector('source-broken', { 'main.py': 'echo "Traceback: no module" >&2; exit 5\n' }, baseImage),
      ...pythonConnector('source-well', { 'main.py': MAIN }, baseImage),
    });
    const results = join(root, 'results.json');
    const { code, stderr, connectors } = await build(buildah, root, '--name', '*', '--results', results);
    expect(code).toBe(1);
    const of = (name: string) => connectors.find((connector) => connector.name === `source-${name}`);
    expect(of('digest')?.result).toBe('failed');
    expect(of('digest')?.reason).toMatch(/buildah cannot pull 127\.0\.0\.1:\d+\/airbyte\/base@sha256:/);
    expect(of('digest')?.log?.at(-1)).toMatch(/manifest unknown/);
    expect(of('hook')).toMatchObject({ result: 'failed', reason: 'buildah build ended with exit code 7' });
    expect(of('hook')?.log?.join('\n')).toMatch(/first \\u001b\[31mred\nlast\n/);
    expect(of('mute')).toMatchObject({ result: 'failed', reason: 'spec says no SPEC message' });
    expect(of('broken')).toMatchObject({ result: 'failed', reason: 'spec ended with exit code 5' });
    expect(of('broken')?.log?.join('\n')).toContain('Traceback: no module');
    expect(of('well')).toMatchObject({ result: 'built' });
    expect(stderr).toMatch(/fleetq: error: source-hook: buildah build ended with exit code 7\n(?: {2}.*\n)* {2}last\n/);
    expect(stderr).not.toContain('\u001b');
    expect(JSON.parse(readFileSync(results, 'utf8'))).toEqual({
      'source-digest': 'failed',
      'source-hook': 'failed',
      'source-mute': 'failed',
      'source-broken': 'failed',
      'source-well': 'built',
    });
    expect(buildah.run('containers', '--quiet')).toBe('');
  });

  for (const [signal, step] of [
    ['SIGINT', 'build'],
    ['SIGTERM', 'build'],
    ['SIGINT', 'spec'],
  ] as const) {
    it(`leaves nothing after ${signal} during ${step}`, async (context) => {
      const buildah = await buildahOrSkip(context);
      const root = temporaryFolder();
      const started = 'echo started\nsleep 60\n';
      const hook =
        'async def pre_connector_install(c):\n    return c.with_exec(["sh", "-c", "echo started; sleep 60"])\n';
      writeFiles(
        root,
        pythonConnector(
          'source-slow',
          step === 'build'
            ? { 'main.py': MAIN, 'build_customization.py': hook }
            : { 'main.py': started.replace('echo', 'echo >&2') },
          buildah.baseImage,
        ),
      );
      const before = contextsLeft();
      const child = spawn(process.execPath, [BINARY, 'build', '--root', root, '--engine', 'buildah', 'source-slow'], {
        env: { ...process.env, ...buildah.env },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, by) => resolve(by)));
      for (let tries = 0; tries < 400 && !/^started$/m.test(said); tries++) await pause(50);
      child.kill(signal);
      expect(await ended).toBe(signal);
      expect(buildah.run('containers', '--quiet', '--all')).toBe('');
      expect(contextsLeft()).toEqual(before);
    });
  }
});
