import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINES } from '../../../src/build/engine/engines.js';
import { isSpecMessage } from '../../../src/build/engine/build-image.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';
import { manifestConnector } from '../support/fleet.js';

const BASE = `docker.io/airbyte/python-connector-base@sha256:${'a'.repeat(64)}`;
const SPEC = '{"type":"SPEC","spec":{}}';

interface Fake {
  /** What it prints for the layers of images; the base's are those of `base`. */
  readonly own?: string;
  readonly base?: string;
  /** What its `run` does. */
  readonly run?: string;
}

/** A folder for the PATH in which an engine notes its command lines, and answers as Docker does. */
function fakeEngine(name: string, { own = '["a","b"]', base = '["a"]', run = `echo '${SPEC}'` }: Fake = {}) {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  writeFiles(folder, {
    [name]: `#!/bin/sh
printf '%s\\n' "${name} $*" >> '${log}'
case "$1 $2" in
"image inspect")
  case "$3" in *@*) layers='${base}' ;; *) layers='${own}' ;; esac
  echo "[{\\"RootFS\\":{\\"Layers\\":$layers}}]" ;;
"run "*) ${run} ;;
esac
`,
  });
  chmodSync(join(folder, name), 0o755);
  return { folder, lines: (): readonly string[] => readFileSync(log, 'utf8').trimEnd().split('\n') };
}

function fleet(): string {
  const root = temporaryFolder();
  writeFiles(root, { ...manifestConnector('source-a'), ...manifestConnector('source-b') });
  return root;
}

const withPath = (...folders: readonly string[]) => ({ env: { PATH: [...folders, '/usr/bin', '/bin'].join(':') } });
const onlyPath = (...folders: readonly string[]) => ({ env: { PATH: folders.join(':') } });

describe('an engine that speaks like Docker', () => {
  it.each(['docker', 'podman'])('is told to pull, build, show layers and run: %s', async (name) => {
    const { folder, lines } = fakeEngine(name);
    const root = fleet();
    const { code, stdout, stderr } = await runFleetq(
      ['build', '--root', root, 'source-a', '--engine', name, '--context', join(root, 'out'), '--tag', 'v1'].concat([
        '--platform',
        'linux/arm64',
        '--build-arg',
        'HTTPS_PROXY=http://x',
        '--build-arg',
        '--privileged',
      ]),
      withPath(folder),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'fleetq: building source-a (1/1)\n' });
    expect(stdout).toMatch(/source-a +built +2 +airbyte\/source-a:v1/);
    const context = join(root, 'out/source-a');
    const image = 'airbyte/source-a:v1';
    expect(lines().map((line) => line.replace(/fleetq-\d+-/, 'fleetq-PID-'))).toEqual([
      `${name} pull --platform linux/arm64 ${BASE}`,
      `${name} build --file ${context}/Containerfile --tag ${image} --platform linux/arm64 --build-arg HTTPS_PROXY=http://x --build-arg --privileged ${context}`,
      `${name} image inspect ${image}`,
      `${name} image inspect ${BASE}`,
      `${name} run --rm --name fleetq-PID-source-a --pull never --platform linux/arm64 ${image} spec`,
    ]);
  });

  it.each<[string, Fake, RegExp]>([
    [
      'whose base has other layers',
      { base: '["c"]' },
      /the layers of .*base@sha256:a+ are not the first of airbyte\/source-a:dev/,
    ],
    ['whose base has more layers', { base: '["a","b","c"]' }, /are not the first/],
    ['that tells no layers', { own: 'null' }, /docker does not tell the layers of airbyte\/source-a:dev/],
    ['whose spec is empty', { run: 'true' }, /spec says no SPEC message/],
    ['whose spec is no message', { run: `echo '{"type":"SPEC"}'; echo SPEC` }, /spec says no SPEC message/],
    ['whose spec fails', { run: `echo '${SPEC}'; exit 9` }, /spec ended with exit code 9/],
    ['whose spec is killed', { run: 'kill -9 $$' }, /spec ended with a signal/],
    ['whose spec says too much', { run: `cat /dev/zero` }, /spec ended with a signal/],
  ])('makes an image %s: that is a failure', async (_, fake, why) => {
    const { folder, lines } = fakeEngine('docker', fake);
    const root = fleet();
    const results = join(root, 'results.json');
    const args = ['build', '--root', root, 'source-a', '--engine', 'auto', '--results', results];
    const { code, stderr } = await runFleetq(args, withPath(folder));
    expect(code).toBe(1);
    expect(stderr).toMatch(why);
    expect(JSON.parse(readFileSync(results, 'utf8'))).toEqual({ 'source-a': 'failed' });
    if (why.source.startsWith('spec ended')) expect(lines().at(-1)).toMatch(/^docker rm --force fleetq-\d+-source-a$/);
  });

  it('is the first that is there with auto, and none that lies in a folder of the fleet', async () => {
    const root = fleet();
    const [podman, buildah] = [fakeEngine('podman'), fakeEngine('buildah')];
    mkdirSync(join(root, 'docker'));
    writeFiles(root, { podman: '#!/bin/sh\ntouch evil\n' });
    chmodSync(join(root, 'podman'), 0o755);
    const { code, stdout } = await runFleetq(['build', '--root', '.', 'source-a', '--engine', 'auto', '-o', 'json'], {
      cwd: root,
      ...onlyPath('', '.', join(root, 'docker'), buildah.folder, podman.folder, '/usr/bin', '/bin'),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('"engine": "podman"');
    expect(existsSync(join(root, 'evil'))).toBe(false);
  });

  it('is quiet where that is asked for, and builds one after the other', async () => {
    const { folder } = fakeEngine('docker');
    const root = fleet();
    const args = ['build', '--root', root, '--type', 'source', '--engine', 'docker'];
    const loud = await runFleetq(args, withPath(folder));
    expect(loud.stderr).toBe('fleetq: building source-a (1/2)\nfleetq: building source-b (2/2)\nfleetq: 2 built\n');
    const quiet = await runFleetq([...args, '--quiet'], withPath(folder));
    expect([quiet.stderr, quiet.stdout]).toEqual(['', loud.stdout]);
  });
});

describe('a command line of build', () => {
  it.each([
    [['source-a'], /writes contexts, or images, or both/],
    [['--context', 'out'], /needs the connectors to build/],
    [['source-a', '--context', 'out', '--tag', 'x'], /--tag is about images: it needs --engine/],
    [['source-a', '--context', 'out', '--results', 'x'], /--results is about images/],
    [['source-a', '--engine', 'kaniko'], /--engine does not take `kaniko`/],
    [['source-a', '--engine', 'auto', '--tag', 'a b'], /--tag does not take `a b`/],
    [['source-a', '--engine', 'auto', '--platform', '--rm'], /--platform needs OS\/ARCH/],
    [['source-a', '--context', 'out', '--rev', 'HEAD'], /`build` does not take --rev/],
    [['source-nothing', '--context', 'out'], /no connector is called `source-nothing`/],
    [['--name', 'source-nothing', '--context', 'out'], /no connector is called `source-nothing`/],
  ])('%j is refused', async (args, why) => {
    const root = fleet();
    const { folder } = fakeEngine('docker');
    const { code, stderr } = await runFleetq(['build', '--root', root, ...args], { cwd: root, ...withPath(folder) });
    expect(stderr).toMatch(why);
    expect(code).toBe(2);
    expect(readdirSync(root)).toEqual(['airbyte-integrations']);
  });

  it('without an engine says what to install, and how to build by hand', async () => {
    const root = fleet();
    const args = ['build', '--root', root, 'source-a', '--engine'];
    const none = await runFleetq([...args, 'auto'], onlyPath(temporaryFolder()));
    expect([none.code, none.stderr]).toEqual([
      4,
      'fleetq: error: none of docker, podman, buildah is on the PATH\n  install one of them, or build by hand where there is an engine:\n  fleetq build source-a --context out\n  docker build --file out/source-a/Containerfile --tag airbyte/source-a:dev out/source-a\n',
    ]);
    const named = await runFleetq([...args, 'podman'], onlyPath(temporaryFolder()));
    expect([named.code, named.stderr.split('\n')[0]]).toEqual([4, 'fleetq: error: podman is not on the PATH']);
  });
});

describe('what an engine prints', () => {
  it.each([
    ['docker', '[{"RootFS":{"Layers":["a"]}}]', ['a']],
    ['docker', '[]', null],
    ['docker', 'not JSON', null],
    ['docker', '[{"RootFS":{"Layers":[1]}}]', null],
    ['buildah', '{"OCIv1":{"rootfs":{"diff_ids":["a","b"]}}}', ['a', 'b']],
    ['buildah', '{"__proto__":null}', null],
  ] as const)('of %s: %s', (name, output, layers) => {
    expect(ENGINES[name].layersIn(output)).toEqual(layers);
  });

  it.each([
    [SPEC, true],
    [`  ${SPEC}\r`, true],
    ['{"type":"SPEC","spec":null}', false],
    ['{"type":"LOG","spec":{}}', false],
    ['"SPEC"', false],
    ['SPEC', false],
    ['', false],
  ])('a line of spec: %s', (line, is) => {
    expect(isSpecMessage(line)).toBe(is);
  });
});
