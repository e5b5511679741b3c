import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithGit } from '../../support/git-repository.js';
import { runFleetq } from '../../support/run-fleetq.js';
import { connectorFiles, fixtureFleet } from '../support/fixture-fleet.js';

const address = (version: string): string =>
  `docker.io/airbyte/python-connector-base:${version}@sha256:${'b'.repeat(64)}`;

interface Outcome {
  readonly code: number | null;
  readonly result: string;
  /** Reasons of a refusal, notes of a migration. */
  readonly said: readonly string[];
}

/** Migrates a connector with this Dockerfile to a version of the base image. */
async function migrate(dockerfile: string, version: string, ...options: string[]): Promise<Outcome & { root: string }> {
  const fleet = fixtureFleet(connectorFiles('source-x'));
  fleet.write(`${fleet.connector('source-x')}/Dockerfile`, dockerfile);
  fleet.commit();
  const ran = await runFleetq(['migrate', 'source-x', '--base-image', address(version), '-o', 'json', ...options], {
    cwd: fleet.root,
  });
  const { connectors } = JSON.parse(ran.stdout) as {
    connectors: { result: string; reasons?: string[]; notes?: string[] }[];
  };
  const [{ result, reasons, notes } = { result: '' }] = connectors;
  return { code: ran.code, result, said: reasons ?? notes ?? [], root: join(fleet.root, fleet.connector('source-x')) };
}

describeWithGit('migrating a Dockerfile', () => {
  it('is decided by the image that will be pinned', async () => {
    const dockerfile = 'FROM python:3.9-slim\nRUN apt-get install -y socat\n';
    expect(await migrate(dockerfile, '1.0.0')).toMatchObject({
      code: 1,
      said: ['Dockerfile line 2: RUN apt-get install -y socat (system packages: socat)'],
    });
    expect(await migrate(dockerfile, '1.1.0')).toMatchObject({ code: 0, result: 'migrated', said: [] });
  });

  it('says what only the build had, and which Python and version the Dockerfile says', async () => {
    const dockerfile = [
      'FROM python:3.7-slim AS builder',
      'RUN apt-get install -y libffi-dev gcc',
      'RUN pip install --prefix=/install .',
      'FROM python:3.7-slim',
      'COPY --from=builder /install /usr/local',
      'LABEL io.airbyte.version=1.2.2',
      '',
    ].join('\n');
    expect(await migrate(dockerfile, '1.1.0')).toMatchObject({
      code: 0,
      said: [
        'Dockerfile line 2: only a builder stage had libffi-dev: hooks can add what a build still needs',
        'the Dockerfile has Python 3.7, the base image 3.9',
        'the label of the Dockerfile says version 1.2.2, the metadata 1.2.3',
      ],
    });
  });

  it('writes the main file into the hooks', async () => {
    const dockerfile =
      'FROM python:3.9-slim\nWORKDIR /airbyte/integration_code\nCOPY main_dev.py ./\nENTRYPOINT ["python", "/airbyte/integration_code/main_dev.py"]\n';
    expect((await migrate(dockerfile, '1.1.0')).said).toEqual([
      'Dockerfile line 3: COPY main_dev.py ./ (another main file: main_dev.py)',
      'Dockerfile line 4: ENTRYPOINT ["python", "/airbyte/integration_code/main_dev.py"] (another main file: main_dev.py)',
    ]);
    const { code, root } = await migrate(dockerfile, '1.1.0', '--scaffold-hooks');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'build_customization.py'), 'utf8')).toContain('MAIN_FILE_NAME = "main_dev.py"\n');
  });
});
