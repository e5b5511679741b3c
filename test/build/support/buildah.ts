import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { registryOrSkip } from '../../migration/support/registry.js';
import { skipWithout } from '../../support/skip-without.js';
import { temporaryFolder, writeFiles } from '../../support/temporary-fleet.js';

/** Debian's buildah with a storage of its own, and a registry on loopback that has a base image. */
export interface Buildah {
  /** The pinned address of the base image. */
  readonly baseImage: string;
  /** What buildah needs, for whoever starts it: as root in a container it has no other storage and isolation. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs buildah and gives what it printed. Throws where it fails. */
  readonly run: (...args: readonly string[]) => string;
}

const BUSYBOX = '/usr/bin/busybox';

/** Stands in for Python: a main file is a script of the shell here. */
const PYTHON = '#!/bin/sh\nexec sh "$@"\n';
/** Notes what would be installed. */
const INSTALLER =
  '#!/bin/sh\necho "$(basename "$0") $*" >> /usr/local/installed\n[ ! -e broken ] || { echo "no matching distribution"; exit 3; }\n';
/** The base image of manifest-only connectors has the main file. */
const RUNNER = 'cat source_declarative_manifest/manifest.yaml\n';

export async function buildahOrSkip(context: TestContext): Promise<Buildah> {
  for (const program of ['buildah', 'busybox'])
    if (spawnSync('which', [program]).status !== 0) skipWithout(context, program);
  const registry = await registryOrSkip(context);
  const folder = temporaryFolder();
  writeFiles(folder, {
    'storage.conf': `[storage]\ndriver = "vfs"\nrunroot = "${folder}/run"\ngraphroot = "${folder}/storage"\n`,
    'registries.conf': `[[registry]]\nlocation = "${registry.host}"\ninsecure = true\n`,
  });
  const env = {
    BUILDAH_ISOLATION: 'chroot',
    STORAGE_DRIVER: 'vfs',
    CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'),
    CONTAINERS_REGISTRIES_CONF: join(folder, 'registries.conf'),
  };
  const run = (...args: readonly string[]): string => {
    const ran = spawnSync('buildah', args, { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 60_000 });
    if (ran.status !== 0) throw new Error(`buildah ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout;
  };
  const image = `${registry.host}/airbyte/base:1.0.0`;
  run('build-using-dockerfile', '--tag', image, baseContext(folder));
  run('push', '--digestfile', join(folder, 'digest'), image);
  const digest = spawnSync('cat', [join(folder, 'digest')], { encoding: 'utf8' }).stdout.trim();
  run('rmi', '--all', '--force');
  return { baseImage: `${image}@${digest}`, env, run };
}

function baseContext(folder: string): string {
  const context = join(folder, 'base');
  mkdirSync(join(context, 'bin'), { recursive: true });
  copyFileSync(BUSYBOX, join(context, 'bin/busybox'));
  writeFiles(context, {
    'local/python': PYTHON,
    'local/pip': INSTALLER,
    'local/poetry': INSTALLER,
    'main.py': RUNNER,
    Containerfile: [
      'FROM scratch',
      'COPY bin /bin',
      'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
      'COPY local /usr/local/bin',
      'ENV PATH=/usr/local/bin:/bin',
      'WORKDIR /airbyte/integration_code',
      'COPY main.py ./main.py',
      '',
    ].join('\n'),
  });
  for (const file of ['bin/busybox', 'local/python', 'local/pip', 'local/poetry'])
    chmodSync(join(context, file), 0o755);
  return context;
}
