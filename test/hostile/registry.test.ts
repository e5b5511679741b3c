import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RegistryClient, registryClients } from '../../src/migration/registry/client.js';
import { forbiddenTarget, mayHavePassword } from '../../src/migration/registry/endpoint.js';
import { HTTP_DEFAULTS, type HttpSettings } from '../../src/migration/registry/http.js';
import { type Behaviour, frontOf } from '../migration/support/front.js';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet, temporaryFolder } from '../support/temporary-fleet.js';

const REPOSITORY = 'airbyte/python-connector-base';
const USER = { FLEETQ_REGISTRY_USER: 'ada', FLEETQ_REGISTRY_PASSWORD: 'lovelace' };
const PASSWORD = `Basic ${Buffer.from('ada:lovelace').toString('base64')}`;
const QUICK: HttpSettings = { ...HTTP_DEFAULTS, attempts: 1, timeoutMilliseconds: 2_000 };

const client = (url: string, variables = {}, http: Partial<HttpSettings> = {}) =>
  new RegistryClient('docker.io', {
    registry: url,
    variables: { DOCKER_CONFIG: '/nowhere', ...variables },
    http: { ...QUICK, ...http },
  });

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse, number: number) => unknown;

/** A registry that is nothing but what the test says, and the secrets that it was sent. */
async function registry(answer: Answer) {
  const secrets: string[] = [];
  const behave: Behaviour = (incoming, outgoing, number) => {
    if (incoming.headers.authorization !== undefined) secrets.push(incoming.headers.authorization);
    answer(incoming, outgoing, number);
    return true;
  };
  return { ...(await frontOf('http://127.0.0.1:9', behave)), secrets };
}

const say = (
  outgoing: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
) => outgoing.writeHead(status, headers).end(body);
const tags = (...names: string[]) => JSON.stringify({ name: REPOSITORY, tags: names });

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    (value) => new Error(`no failure: ${JSON.stringify(value)}`),
    (failure: unknown) => failure,
  );
  expect(error).toMatchObject({ name: 'FleetqError', code: 'registry', exitCode: 4 });
  return error instanceof Error ? error.message : '';
}

describe('a password goes to the host that it was asked for', () => {
  const challenge = { 'www-authenticate': 'Basic realm="x"' };

  it('and not to where that redirects', async () => {
    const other = await registry((_, outgoing) => say(outgoing, 401, challenge));
    const trusted = await registry((incoming, outgoing) =>
      say(outgoing, 307, { location: `${other.url}${incoming.url ?? ''}` }),
    );
    expect(await failureOf(client(trusted.url, USER).tags(REPOSITORY))).toMatch(/redirects to .* gets none of yours/);
    expect(other.secrets).toEqual([]);
    expect(other.seen).toHaveLength(1);
  });

  it('and not to who gives tokens there', async () => {
    const other = await registry((incoming, outgoing) =>
      say(outgoing, 401, { 'www-authenticate': `Bearer realm="http://${incoming.headers.host ?? ''}/token"` }),
    );
    const trusted = await registry((_, outgoing) => say(outgoing, 302, { location: other.url }));
    await failureOf(client(trusted.url, USER).tags(REPOSITORY));
    expect(other.secrets).toEqual([]);
  });

  it.each(['basic', 'bearer'])('and a redirect after the sign-in (%s) takes nothing along', async (scheme) => {
    const other = await registry((_, outgoing) => say(outgoing, 200, {}, tags('1.0.0')));
    const trusted = await registry((incoming, outgoing) => {
      const own = `http://${incoming.headers.host ?? ''}`;
      if (incoming.url?.startsWith('/token') === true) return say(outgoing, 200, {}, '{"token":"t"}');
      if (incoming.headers.authorization !== undefined) return say(outgoing, 307, { location: `${other.url}/x` });
      const asks = scheme === 'basic' ? challenge : { 'www-authenticate': `Bearer realm="${own}/token"` };
      return say(outgoing, 401, asks);
    });
    // The neighbour: what lies elsewhere and asks for nothing is read.
    expect(await client(trusted.url, USER).tags(REPOSITORY)).toEqual(['1.0.0']);
    expect(trusted.secrets[0]).toBe(PASSWORD);
    expect(other.secrets).toEqual([]);
  });

  it('and not again after a detour', async () => {
    const other = await registry((_, outgoing) => say(outgoing, 307, { location: `${trusted.url}/back` }));
    const trusted = await registry((incoming, outgoing) => {
      if (incoming.url === '/back') return say(outgoing, 200, {}, tags());
      if (incoming.headers.authorization === undefined) return say(outgoing, 401, challenge);
      return say(outgoing, 307, { location: other.url });
    });
    expect(await client(trusted.url, USER).tags(REPOSITORY)).toEqual([]);
    expect(trusted.secrets).toEqual([PASSWORD]);
  });

  it('and stays with a redirect on the same host', async () => {
    const trusted = await registry((incoming, outgoing) => {
      if (incoming.headers.authorization !== PASSWORD) return say(outgoing, 401, challenge);
      if (incoming.url !== '/other') return say(outgoing, 308, { location: '/other' });
      return say(outgoing, 200, {}, tags('1.0.0'));
    });
    expect(await client(trusted.url, USER).tags(REPOSITORY)).toEqual(['1.0.0']);
  });

  it.each([
    ['https://registry-1.docker.io', 'https://auth.docker.io/token', true],
    ['https://registry.gitlab.com', 'https://gitlab.com/jwt/auth', true],
    ['https://ghcr.io', 'https://ghcr.io/token', true],
    ['https://r.example:5000', 'https://r.example:5001/token', true],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5001/token', true],
    ['https://registry.example.com', 'http://registry.example.com/token', false],
    ['https://registry.example.com', 'http://auth.example.com/token', false],
    ['http://registry.example.com', 'http://registry.example.com/token', false],
    ['https://registry.example.com', 'https://auth.elsewhere.com/token', false],
    ['https://registry.example.com', 'https://example.com.elsewhere.org/token', false],
    ['https://10.0.0.1', 'https://10.0.0.2/token', false],
    ['https://[::1]', 'https://[::2]/token', false],
    ['https://registry.example.com', 'http://127.0.0.1/token', false],
    ['http://127.0.0.1:5000', 'http://localhost:5000/token', false],
  ])('%s has its tokens from %s: %s', (from, realm, expected) => {
    expect(mayHavePassword(new URL(from), new URL(realm))).toBe(expected);
  });

  it('also where a challenge names somebody else', async () => {
    const other = await registry((_, outgoing) => say(outgoing, 200, {}, '{"token":"t"}'));
    const realm = other.url.replace('127.0.0.1', 'localhost');
    const trusted = await registry((_, outgoing) =>
      say(outgoing, 401, { 'www-authenticate': `Bearer realm="${realm}/token"` }),
    );
    expect(await failureOf(client(trusted.url, USER).tags(REPOSITORY))).toMatch(/gets no password of yours/);
    expect(other.seen).toEqual([]);
  });
});

describe('a registry leads nowhere else', () => {
  it.each([
    ['https://a.example', 'https://b.example/x', null],
    ['https://a.example', 'http://a.example/x', 'plain HTTP'],
    ['https://a.example', 'https://10.0.0.1/', 'an address of a private network'],
    ['https://a.example', 'https://169.254.169.254/latest', 'an address of a private network'],
    ['https://a.example', 'https://localhost:8443/', 'an address of a private network'],
    ['https://a.example', 'https://[::1]/', 'an address of a private network'],
    ['https://a.example', 'https://[::ffff:127.0.0.1]/', 'an address of a private network'],
    ['https://a.example', 'https://0x7f000001/', 'an address of a private network'],
    ['https://10.0.0.1', 'https://10.0.0.2/', null],
    ['https://a.example', 'https://172.15.0.1/', null],
    ['https://a.example', 'https://u:p@b.example/', 'an address with a password in it'],
    ['https://a.example', 'file:///etc/passwd', 'neither HTTP nor HTTPS'],
  ])('from %s to %s: %s', (from, to, expected) => {
    expect(forbiddenTarget(new URL(from), new URL(to))).toBe(expected);
  });

  it('redirects end', async () => {
    const round = await registry((_, outgoing, number) => say(outgoing, 302, { location: `/${number}` }));
    expect(await failureOf(client(round.url).tags(REPOSITORY))).toMatch(/redirects more than 5 times/);
    expect(round.seen).toHaveLength(6);
    const five = await registry((_, outgoing, number) =>
      number <= 5 ? say(outgoing, 302, { location: `/${number}` }) : say(outgoing, 200, {}, tags('1.0.0')),
    );
    expect(await client(five.url).tags(REPOSITORY)).toEqual(['1.0.0']);
  });

  it.each(['999.1.1.1', 'host:99999', '[::::]', '1.2.3.4.5'])('and has an address: %s', (host) => {
    expect(() => new RegistryClient(host, { registry: null, variables: {} })).toThrow(/is not the address/);
  });
});

describe('all together is bounded', () => {
  it('tags on one page', async () => {
    const listing = (count: number) => JSON.stringify({ tags: Array.from({ length: count }, (_, n) => `1.0.${n}`) });
    const many = await registry((_, outgoing) => say(outgoing, 200, {}, listing(400_000)));
    expect(await failureOf(client(many.url).tags(REPOSITORY))).toMatch(/more than 100000 tags/);
    const most = await registry((_, outgoing) => say(outgoing, 200, {}, listing(100_000)));
    expect(await client(most.url).tags(REPOSITORY)).toHaveLength(100_000);
  });

  it('tags on many pages', async () => {
    const page = tags(...Array.from({ length: 30_000 }, (_, n) => `1.0.${n}`));
    const many = await registry((_, outgoing, number) =>
      say(outgoing, 200, { link: `</v2/x?page=${number}>; rel="next"` }, page),
    );
    expect(await failureOf(client(many.url).tags(REPOSITORY))).toMatch(/more than 100000 tags/);
    expect(many.seen).toHaveLength(4);
  });

  it('a thousand slow pages', async () => {
    const slow = await registry((_, outgoing, number) => {
      setTimeout(() => say(outgoing, 200, { link: `</v2/x?page=${number}>; rel="next"` }, tags()), 100);
    });
    const start = Date.now();
    const asking = client(slow.url, {}, { deadlineMilliseconds: 700 });
    expect(await failureOf(asking.tags(REPOSITORY))).toMatch(/longer than 0.7 seconds altogether/);
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('several registries', async () => {
    const slow = () => registry((_, outgoing) => void setTimeout(() => say(outgoing, 404), 300));
    const clients = registryClients({
      registry: null,
      variables: { DOCKER_CONFIG: '/nowhere' },
      http: { ...QUICK, deadlineMilliseconds: 500 },
    });
    expect(await clients((await slow()).host).digest(REPOSITORY, '1.0.0')).toBeNull();
    expect(await failureOf(clients((await slow()).host).digest(REPOSITORY, '1.0.0'))).toMatch(/altogether|no answer/);
  });

  it('a body that comes byte by byte', async () => {
    const drip = await registry((_, outgoing) => {
      outgoing.writeHead(200);
      const timer = setInterval(() => outgoing.write(' '), 20);
      outgoing.on('close', () => clearInterval(timer));
    });
    expect(await failureOf(client(drip.url, {}, { timeoutMilliseconds: 300 }).tags(REPOSITORY))).toMatch(
      /longer than 0.3 seconds/,
    );
  });

  it('a body that grows when it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    const packed = await registry((_, outgoing) => say(outgoing, 200, { 'content-encoding': 'gzip' }, bomb));
    expect(await failureOf(client(packed.url).tags(REPOSITORY))).toMatch(/more than 16 MB/);
    const plain = await registry((_, outgoing) => say(outgoing, 200, {}, Buffer.alloc(17 * 1024 * 1024, ' ')));
    expect(await failureOf(client(plain.url).tags(REPOSITORY))).toMatch(/more than 16 MB/);
  });
});

describe('an answer that is broken is said to be', () => {
  const whole = gzipSync(tags('1.0.0'));
  const noList = /gives no list of tags/;
  it.each<[string, Record<string, string>, string | Buffer, RegExp]>([
    ['no gzip', { 'content-encoding': 'gzip' }, tags('1.0.0'), /claims to be gzip/],
    ['half a gzip', { 'content-encoding': 'gzip' }, whole.subarray(0, 20), /claims to be gzip/],
    ['another compression', { 'content-encoding': 'zstd' }, whole, /was not asked for/],
    ['half a body', { 'content-length': '1000' }, '{"tags":', /no answer after 1 attempt/],
    ['no JSON', {}, '<html>', noList],
    ['no UTF-8', {}, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), noList],
    ['deep JSON', {}, '['.repeat(1_000_000), noList],
    ['deep tags', {}, `{"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, noList],
    ['a million numbers', {}, `{"tags":[${'1,'.repeat(1_000_000)}1]}`, noList],
    ['a long header', { x: 'a'.repeat(100_000) }, tags(), /no answer after 1 attempt/],
    ['a long link', { link: `<${'a'.repeat(10_000)}; rel=next` }, tags(), /no failure/],
  ])('%s', async (_title, headers, body, expected) => {
    const broken = await registry((_, outgoing) => {
      outgoing.writeHead(200, headers).end(body);
      if ('content-length' in headers) setTimeout(() => outgoing.socket?.destroy(), 50);
    });
    const asked = client(broken.url).tags(REPOSITORY);
    if (String(expected).includes('no failure')) expect(await asked).toEqual([]);
    else expect(await failureOf(asked)).toMatch(expected);
  });

  it('a whole gzip is read', async () => {
    const packed = await registry((_, outgoing) => say(outgoing, 200, { 'content-encoding': 'gzip' }, whole));
    expect(await client(packed.url).tags(REPOSITORY)).toEqual(['1.0.0']);
  });

  it.each([
    ['nothing', ''],
    ['commas', ','.repeat(10_000)],
    ['open quotes', `Bearer realm="${'\\'.repeat(10_000)}`],
    ['spaces', `Bearer ${'a '.repeat(5_000)}`],
    ['many schemes', 'a='.repeat(5_000)],
    ['no address', 'Bearer realm="::"'],
    ['a file', 'Bearer realm="file:///etc/passwd"'],
  ])('a challenge of %s', async (_title, header) => {
    const odd = await registry((_, outgoing) => say(outgoing, 401, { 'www-authenticate': header }));
    const start = Date.now();
    await failureOf(client(odd.url, USER).tags(REPOSITORY));
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it('names that no tag may have are no tags', async () => {
    const names = ['1.0.0', '../../../x', '1.0.1\u001b[31m', '1.0.2\n', 'a'.repeat(129), '', '-1.0.3', '1.0.4/x'];
    const odd = await registry((_, outgoing) => say(outgoing, 200, {}, tags(...names)));
    expect(await client(odd.url).tags(REPOSITORY)).toEqual(['1.0.0']);
  });

  it('digests are held against what was asked for, and against the content', async () => {
    const manifest = '{"schemaVersion":2}';
    const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
    const another = `sha256:${'0'.repeat(64)}`;
    const stating = (stated: string, method: string) =>
      registry((incoming, outgoing) =>
        incoming.method === method
          ? say(outgoing, 200, { 'docker-content-digest': stated }, method === 'GET' ? manifest : '')
          : say(outgoing, 405),
      );
    expect(await failureOf(client((await stating(another, 'HEAD')).url).digest(REPOSITORY, digest))).toMatch(
      /asked for/,
    );
    expect(await failureOf(client((await stating(another, 'GET')).url).digest(REPOSITORY, '1.0.0'))).toMatch(
      /does not have the digest/,
    );
    expect(await failureOf(client((await stating('x', 'GET')).url).digest(REPOSITORY, another))).toMatch(/asked for/);
    expect(await client((await stating(digest, 'GET')).url).digest(REPOSITORY, '1.0.0')).toBe(digest);
    expect(await client((await stating(digest, 'HEAD')).url).digest(REPOSITORY, digest)).toBe(digest);
  });
});

describe("Docker's own configuration", () => {
  const asking = async (content: string | null, variables: Record<string, string> = {}) => {
    const folder = temporaryFolder();
    const picky = await registry((incoming, outgoing) =>
      incoming.headers.authorization === PASSWORD
        ? say(outgoing, 200, {}, tags('1.0.0'))
        : say(outgoing, 401, { 'www-authenticate': 'Basic realm="x"' }),
    );
    const auths = { [picky.host]: { auth: Buffer.from('ada:lovelace').toString('base64') } };
    if (content === null) mkdirSync(join(folder, 'config.json'));
    else writeFileSync(join(folder, 'config.json'), content.replace('AUTHS', JSON.stringify(auths)));
    return client(picky.url, { DOCKER_CONFIG: folder, ...variables }).tags(REPOSITORY);
  };

  it('is used, and its helpers are not run', async () => {
    expect(await asking('{"auths":AUTHS,"credsStore":"/bin/false","credHelpers":{"x":"../../x"}}')).toEqual(['1.0.0']);
  });

  it.each([
    ['no JSON', '{"auths":', /is not the JSON/],
    ['large', ' '.repeat(2 * 1024 * 1024), /larger than 1 MB/],
    ['a folder', null, /is not a regular file/],
  ])('that is %s is named', async (_title, content, expected) => {
    expect(await failureOf(asking(content))).toMatch(expected);
  });

  it('is not looked for in the folder where somebody stands', async () => {
    expect(await failureOf(asking('{"auths":AUTHS}', { DOCKER_CONFIG: '.' }))).toMatch(/asks for a user/);
    expect(await failureOf(asking('{"auths":AUTHS}', { DOCKER_CONFIG: '' }))).toMatch(/asks for a user/);
  });
});

it('the program ends with exit code 4 and a few lines, whatever a registry does', async () => {
  const image = (host: string) => `${host}/airbyte/base:1.0.0@sha256:${'a'.repeat(64)}`;
  const root = temporaryFleet({
    'source-a/metadata.yaml': `data: {connectorBuildOptions: {baseImage: "${image('docker.io')}"}}\n`,
  });
  const broken = await registry((_, outgoing) => say(outgoing, 200, { 'content-encoding': 'gzip' }, 'x'));
  const many = await registry((_, outgoing) =>
    say(outgoing, 200, {}, JSON.stringify({ tags: Array.from({ length: 400_000 }, (_, n) => `1.0.${n}`) })),
  );
  for (const { url } of [broken, many]) {
    const ran = await runFleetq(['images', '--latest-from', 'registry', '--registry', url, '--root', root]);
    expect(ran.code).toBe(4);
    expect(ran.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(4);
    expect(ran.stderr).toMatch(/^fleetq: error: .*\n {2}give the address/);
  }
});
