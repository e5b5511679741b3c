import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { connectorFiles, fixtureFleet, NEW_IMAGE, OLD_IMAGE } from '../support/fixture-fleet.js';

describeWithGit('check', () => {
  const pinned = (address: string): string =>
    `data:\n  connectorBuildOptions:\n    baseImage: ${address}\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n`;

  it('is a gate: exit code 1, and annotations beside the files', async () => {
    const fleet = fixtureFleet();
    const ran = await runFleetq(['check', 'source-older', '--base-image', NEW_IMAGE, '--annotations'], {
      cwd: fleet.root,
    });
    expect(ran.code).toBe(1);
    const folder = fleet.connector('source-older');
    expect(ran.stdout).toBe(
      `::error file=${folder}/Dockerfile,title=source-older%3A dockerfile-removed::the connector still has a Dockerfile\n` +
        `::error file=${folder}/metadata.yaml,title=source-older%3A base-image-latest::outdated: 1.1.0 is 1 major behind 2.0.0\n`,
    );
  });

  it('looks at changed connectors only with --modified, and says what a patch raise is', async () => {
    const fleet = fixtureFleet(connectorFiles('source-done', pinned(NEW_IMAGE)));
    fleet.remove(`${fleet.connector('source-done')}/Dockerfile`);
    fleet.commit();
    const none = await runFleetq(['check', '--modified', '-o', 'count'], { cwd: fleet.root });
    expect(none).toMatchObject({ code: 0, stdout: '0\n' });
    fleet.write(`${fleet.connector('source-done')}/source_done/new.py`, '');
    const one = await runFleetq(['check', '--modified', '-o', 'markdown'], { cwd: fleet.root });
    expect(one.code).toBe(1);
    expect(one.stdout).toMatch(
      /^\| Connector \|.*\n\|.*-.*\n\| source-done \| fail \|.*still 1\.2\.3; a patch raise gives 1\.2\.4/,
    );
    fleet.commit();
    const committed = await runFleetq(['check', 'source-done', '--base', 'HEAD~1', '-o', 'names'], { cwd: fleet.root });
    expect(committed).toMatchObject({ code: 1, stdout: 'source-done\n' });
  });

  it('reads a revision, results of CI, and gives its reasons as JSON', async () => {
    const fleet = fixtureFleet(connectorFiles('source-done', pinned(OLD_IMAGE)));
    fleet.write('results.json', '{"source-done": "failed"}');
    const ran = await runFleetq(
      ['check', '--name', 'source-done', '--rev', 'HEAD', '--ci-results', 'results.json', '-o', 'json'],
      { cwd: fleet.root },
    );
    expect(ran.code).toBe(1);
    const document = JSON.parse(ran.stdout) as {
      latest: unknown;
      results: unknown;
      connectors: { criteria: Record<string, unknown> }[];
    };
    expect(document.latest).toEqual({ address: OLD_IMAGE, source: 'fleet' });
    expect(document.results).toEqual({ pass: 0, fail: 1, notApplicable: 0 });
    expect(document.connectors[0]?.criteria).toEqual({
      dockerfileRemoved: { verdict: 'fail', reason: 'the connector still has a Dockerfile' },
      baseImageLatest: { verdict: 'pass', reason: '1.1.0 is the latest' },
      versionBumped: { verdict: 'unknown', reason: 'changes are told for the work tree only, not with --rev' },
      changelogEntry: { verdict: 'pass', reason: 'docs/integrations/sources/done.md has a row for 1.2.3' },
      ciPassed: { verdict: 'fail', reason: 'CI failed' },
      customizationReviewed: { verdict: 'not-applicable', reason: 'there is no build_customization.py' },
    });
  });

  it('says what is wrong with a base or a results file', async () => {
    const fleet = fixtureFleet();
    expect(await runFleetq(['check', 'source-older', '--base', 'nowhere'], { cwd: fleet.root })).toMatchObject({
      code: 4,
      stdout: '',
    });
    expect(
      await runFleetq(['check', 'source-older', '--ci-results', 'nowhere.json'], { cwd: fleet.root }),
    ).toMatchObject({ code: 4, stdout: '' });
    fleet.write('results.json', '{');
    expect(
      await runFleetq(['check', 'source-older', '--ci-results', 'results.json'], { cwd: fleet.root }),
    ).toMatchObject({ code: 2, stdout: '' });
  });
});
