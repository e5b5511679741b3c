import { describe, expect, it } from 'vitest';
import { parseCiResults } from '../../../src/migration/check/ci-results.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { writeFiles } from '../../support/temporary-fleet.js';
import { connectorFiles, fixtureFleet } from '../support/fixture-fleet.js';

describe('a file of CI results', () => {
  it('tells what passed, what failed and what is merely built', () => {
    const text = '{ "a": true, "b": "Success", "c": false, "d": "timed_out", "e": "built", "f": "BUILT" }';
    expect(Object.fromEntries(parseCiResults(text, 'x'))).toEqual({
      a: 'passed',
      b: 'passed',
      c: 'failed',
      d: 'failed',
      e: 'built',
      f: 'built',
    });
    expect(() => parseCiResults('{ "a": "build" }', 'x')).toThrow(/not a file of CI results/);
  });

  it('that says built leaves the criterion unknown, with the reason', async () => {
    const { root } = fixtureFleet(connectorFiles('source-x'));
    writeFiles(root, { 'built.json': '{ "source-x": "built" }' });
    const { stdout } = await runFleetq(
      ['check', '--root', root, 'source-x', '--ci-results', 'built.json', '-o', 'json'],
      { cwd: root },
    );
    const { connectors } = JSON.parse(stdout) as { connectors: readonly { criteria: Record<string, unknown> }[] };
    expect(connectors[0]?.criteria.ciPassed).toEqual({
      verdict: 'unknown',
      reason: 'it was built, and the guide asks for built and tested by CI',
    });
  });
});
