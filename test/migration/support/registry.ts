import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished, type TestContext } from 'vitest';
import { temporaryFolder } from '../../support/temporary-fleet.js';
import { skipWithout } from '../../support/skip-without.js';

const BINARIES = ['/usr/bin/docker-registry', '/usr/local/bin/registry'];
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** A real OCI registry on loopback, for one test. */
export interface Registry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly url: string;
  /** Pushes an image that differs by `content`, and gives its digest. */
  push(repository: string, tag: string, content: string): Promise<string>;
  /** Deletes the image behind a digest, and with it the tags that lead there. */
  remove(repository: string, digest: string): Promise<void>;
}

/** Starts Debian's docker-registry; the test is skipped where there is none. */
export async function registryOrSkip(context: TestContext): Promise<Registry> {
  const binary =
    BINARIES.find((path) => existsSync(path)) ??
    (spawnSync('docker-registry', ['--version']).status === 0 ? 'docker-registry' : undefined);
  if (binary === undefined) return skipWithout(context, 'docker-registry');
  const folder = temporaryFolder();
  const host = `127.0.0.1:${await freePort()}`;
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: ${folder}/data}\n  delete: {enabled: true}\nhttp: {addr: '${host}'}\n`,
  );
  const child = spawn(binary, ['serve', config], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = `http://${host}`;
  await answering(url);
  return {
    host,
    url,
    push: (repository, tag, content) => push(url, repository, tag, content),
    remove: (repository, digest) => remove(url, repository, digest),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      if ((await fetch(`${url}/v2/`)).ok) return;
    } catch {
      await pause(25);
    }
  }
  throw new Error(`${url} does not answer`);
}

async function push(url: string, repository: string, tag: string, content: string): Promise<string> {
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [] },
      config: { Labels: { content } },
    }),
  );
  const layer = Buffer.from(content);
  for (const blob of [config, layer]) await pushBlob(url, repository, blob);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: config.length },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: sha256(layer), size: layer.length }],
    }),
  );
  const answer = await fetch(`${url}/v2/${repository}/manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': MANIFEST },
    body: manifest,
  });
  if (answer.status !== 201) throw new Error(`push: ${answer.status} ${await answer.text()}`);
  return sha256(manifest);
}

async function pushBlob(url: string, repository: string, blob: Buffer): Promise<void> {
  const start = await fetch(`${url}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const upload = new URL(start.headers.get('location') ?? '', url);
  upload.searchParams.set('digest', sha256(blob));
  const answer = await fetch(upload, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: blob,
  });
  if (answer.status !== 201) throw new Error(`blob: ${answer.status} ${await answer.text()}`);
}

async function remove(url: string, repository: string, digest: string): Promise<void> {
  const answer = await fetch(`${url}/v2/${repository}/manifests/${digest}`, { method: 'DELETE' });
  if (answer.status !== 202) throw new Error(`delete: ${answer.status}`);
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
