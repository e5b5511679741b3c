import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type TestContext, describe, expect, it } from 'vitest';
import { RegistryClient } from '../../../src/migration/registry/client.js';
import { HTTP_DEFAULTS } from '../../../src/migration/registry/http.js';
import { type Behaviour, frontOf } from '../support/front.js';
import { type Registry, registryOrSkip } from '../support/registry.js';

const REPOSITORY = 'airbyte/python-connector-base';
const QUICK = { ...HTTP_DEFAULTS, backoffMilliseconds: 5, timeoutMilliseconds: 400 };
const client = (url: string, variables = {}) =>
  new RegistryClient('docker.io', {
    registry: url,
    variables: { DOCKER_CONFIG: '/nowhere', ...variables },
    http: QUICK,
  });

async function behind(context: TestContext, behave: (registry: Registry) => Behaviour) {
  const registry = await registryOrSkip(context);
  const digest = await registry.push(REPOSITORY, '1.0.0', 'one');
  return { registry, digest, front: await frontOf(registry.url, behave(registry)) };
}

function say(outgoing: ServerResponse, status: number, headers: Record<string, string> = {}, body = ''): boolean {
  outgoing.writeHead(status, headers).end(body);
  return true;
}

describe('a registry', () => {
  it('tells tags and digests, and that something is missing', async (context) => {
    const { registry, digest } = await behind(context, () => () => false);
    await registry.push(REPOSITORY, '1.1.0-rc.1', 'two');
    expect([...(await client(registry.url).tags(REPOSITORY))].sort()).toEqual(['1.0.0', '1.1.0-rc.1']);
    expect(await client(registry.url).digest(REPOSITORY, '1.0.0')).toBe(digest);
    expect(await client(registry.url).digest(REPOSITORY, digest)).toBe(digest);
    expect(await client(registry.url).digest(REPOSITORY, '9.9.9')).toBeNull();
    await expect(client(registry.url).tags('airbyte/nothing')).rejects.toThrow(/has no repository airbyte\/nothing/);
  });

  it('may list its tags in pages, relative or absolute', async (context) => {
    const { front } = await behind(context, () => (incoming, outgoing) => {
      const at = new URL(incoming.url ?? '', 'http://x');
      if (!at.pathname.endsWith('/tags/list')) return false;
      const last = at.searchParams.get('last');
      const next =
        last === null
          ? `</v2/${REPOSITORY}/tags/list?last=1.0.0&n=1>; rel="next"`
          : last === '1.0.0'
            ? `<http://${incoming.headers.host ?? ''}/v2/${REPOSITORY}/tags/list?last=1.1.0>;rel=next`
            : '';
      const tag = last === null ? '1.0.0' : last === '1.0.0' ? '1.1.0' : '1.2.0';
      return say(outgoing, 200, next === '' ? {} : { link: next }, JSON.stringify({ name: REPOSITORY, tags: [tag] }));
    });
    expect(await client(front.url).tags(REPOSITORY)).toEqual(['1.0.0', '1.1.0', '1.2.0']);
  });

  it('must not list its tags for ever, or elsewhere', async (context) => {
    const { front } = await behind(
      context,
      () => (incoming, outgoing) => say(outgoing, 200, { link: `<${incoming.url ?? ''}>; rel="next"` }, '{"tags":[]}'),
    );
    await expect(client(front.url).tags(REPOSITORY)).rejects.toThrow(/does not end/);
    const elsewhere = await frontOf(front.url, (_, outgoing) =>
      say(outgoing, 200, { link: '<https://example.com/v2/x>; rel="next"' }, '{"tags":null}'),
    );
    await expect(client(elsewhere.url).tags(REPOSITORY)).rejects.toThrow(/goes on at another host/);
  });

  it('may neither state digests nor answer HEAD', async (context) => {
    const { front, registry, digest } = await behind(
      context,
      () => (incoming, outgoing) => incoming.method === 'HEAD' && say(outgoing, 405),
    );
    expect(await client(front.url).digest(REPOSITORY, '1.0.0')).toBe(digest);
    const silent = await frontOf(
      registry.url,
      (incoming, outgoing) => incoming.method === 'HEAD' && say(outgoing, 200, { 'content-length': '5' }),
    );
    expect(await client(silent.url).digest(REPOSITORY, '1.0.0')).toBe(digest);
  });

  it('may be busy, break connections or be slow for a while', async (context) => {
    const { front, digest } = await behind(context, () => (incoming, outgoing, number) => {
      if (number === 1) return say(outgoing, 503);
      if (number === 2) return incoming.socket.destroy().destroyed;
      // Says nothing at all: the time-out has to end this one.
      return number === 3;
    });
    expect(await client(front.url).digest(REPOSITORY, '1.0.0')).toBe(digest);
    expect(front.seen).toHaveLength(4);
  });

  it.each([
    ['slow', (): boolean => true, /it took longer than 0.4 seconds/],
    [
      'closing the connection',
      (incoming: { socket: { destroy(): unknown } }): boolean => Boolean(incoming.socket.destroy()),
      /other side closed|socket hang up|ECONNRESET/,
    ],
    ['failing', (_: unknown, outgoing: ServerResponse): boolean => say(outgoing, 500), /it answers with status 500/],
  ])('that stays %s ends in exit code 4 and says what to do instead', async (_, behave, why) => {
    const front = await frontOf('http://127.0.0.1:9', behave);
    const failure: unknown = await client(front.url)
      .tags(REPOSITORY)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'registry',
      exitCode: 4,
      hints: [expect.stringMatching(/--base-image ADDRESS.*--latest-from fleet/)],
    });
    expect(String(failure)).toMatch(why);
    expect(front.seen).toHaveLength(QUICK.attempts);
  });

  it('waits as long as a 429 asks, but not for ever', async (context) => {
    const { front, digest } = await behind(
      context,
      () => (_, outgoing, number) => number === 1 && say(outgoing, 429, { 'retry-after': '1' }),
    );
    const start = Date.now();
    expect(await client(front.url).digest(REPOSITORY, '1.0.0')).toBe(digest);
    expect(Date.now() - start).toBeGreaterThan(950);
    const rude = await frontOf(front.url, (_, outgoing) => say(outgoing, 429, { 'retry-after': '3600' }));
    await expect(client(rude.url).tags(REPOSITORY)).rejects.toThrow(/status 429/);
    expect(rude.seen).toHaveLength(1);
  });
});

describe('a registry that asks for a token', () => {
  const SECRET = 'secret';
  const tokenFor = (scope: string): string => createHmac('sha256', SECRET).update(scope).digest('base64url');

  /** Hands out a token for a scope to the right user, and lets only that token in. */
  function guarded(users: boolean): Behaviour {
    return (incoming, outgoing) => {
      const at = new URL(incoming.url ?? '', `http://${incoming.headers.host ?? ''}`);
      const scope = `repository:${REPOSITORY}:pull`;
      if (at.pathname === '/token') {
        const wanted = `Basic ${Buffer.from('ada:l:ove').toString('base64')}`;
        if (users && incoming.headers.authorization !== wanted) return say(outgoing, 401);
        if (at.searchParams.get('service') !== 'test, registry') return say(outgoing, 400);
        return say(outgoing, 200, {}, JSON.stringify({ access_token: tokenFor(at.searchParams.get('scope') ?? '') }));
      }
      if (incoming.headers.authorization === `Bearer ${tokenFor(scope)}`) return false;
      return say(outgoing, 401, {
        'www-authenticate': `Basic realm="x", Bearer realm="${at.origin}/token",service="test, registry",scope="${scope}"`,
      });
    };
  }

  it('gets one, once', async (context) => {
    const { front, digest } = await behind(context, () => guarded(false));
    const asking = client(front.url);
    expect(await asking.digest(REPOSITORY, '1.0.0')).toBe(digest);
    expect(await asking.tags(REPOSITORY)).toEqual(['1.0.0']);
    expect(front.seen.filter((line) => line.includes('/token'))).toHaveLength(1);
  });

  it('gets one with the user of the environment, and says so where that is missing', async (context) => {
    const { front, digest } = await behind(context, () => guarded(true));
    const user = { FLEETQ_REGISTRY_USER: 'ada', FLEETQ_REGISTRY_PASSWORD: 'l:ove' };
    expect(await client(front.url, user).digest(REPOSITORY, '1.0.0')).toBe(digest);
    const failure: unknown = await client(front.url)
      .digest(REPOSITORY, '1.0.0')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'registry',
      hints: [expect.stringContaining('FLEETQ_REGISTRY_USER'), expect.anything()],
    });
  });

  it('never sees a password that is meant for another registry', async (context) => {
    const passwords: string[] = [];
    const { front } = await behind(context, () => (incoming, outgoing, number) => {
      if (incoming.headers.authorization !== undefined) passwords.push(incoming.headers.authorization);
      return guarded(true)(incoming, outgoing, number);
    });
    const user = { FLEETQ_REGISTRY_USER: 'ada', FLEETQ_REGISTRY_PASSWORD: 'l:ove', DOCKER_CONFIG: '/nowhere' };
    const named = new RegistryClient(front.host, { registry: null, variables: user, http: QUICK });
    await expect(named.digest(REPOSITORY, '1.0.0')).rejects.toThrow(/gives no token without a user/);
    expect(passwords).toEqual([]);
  });
});
