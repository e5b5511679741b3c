import { expect, it } from 'vitest';
import { runFleetq } from '../support/run-fleetq.js';
import { temporaryFleet } from '../support/temporary-fleet.js';

it('explain: gives the error of a named connector that cannot be read, and follows the others', async () => {
  const root = temporaryFleet({
    'source-bad/metadata.yaml': 'data: [\n',
    'source-good/metadata.yaml': 'data: {a: 1}\n',
  });
  const explain = (...args: string[]) => runFleetq(['explain', 'data.a == 1', '--root', root, ...args]);
  const both = await explain('--name', 'source-*');
  expect(both).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/^fleetq: error: \S+source-bad\/metadata\.yaml: line \d+.*\n$/) as string,
  });
  expect(both.stdout).toContain('\nsource-good: matched\n');
  expect(await explain('--name', 'source-*', '--allow-unreadable')).toEqual({ ...both, code: 0 });
  expect(await explain('--name', 'source-good')).toMatchObject({ code: 0, stderr: '' });
});
