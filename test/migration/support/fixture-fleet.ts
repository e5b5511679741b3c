import { gitRepository, type GitRepository } from '../../support/git-repository.js';

const CONNECTORS = 'airbyte-integrations/connectors';
const DIGESTS = { old: 'a'.repeat(64), new: 'b'.repeat(64) };

export const OLD_IMAGE = `docker.io/airbyte/python-connector-base:1.1.0@sha256:${DIGESTS.old}`;
export const NEW_IMAGE = `docker.io/airbyte/python-connector-base:2.0.0@sha256:${DIGESTS.new}`;

/** Metadata in many shapes, each at version 1.2.3 and without a base image; NAME and URL are filled in. */
const METADATA: Readonly<Record<string, string>> = {
  sorted:
    'data:\n  connectorSubtype: api\n  connectorType: source\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n  name: NAME\nmetadataSpecVersion: "1.0"\n',
  unsorted:
    '# head\ndata:\n  name: NAME # its name\n  dockerImageTag: "1.2.3" # raised by hand\n  documentationUrl: URL\n  ab_internal: {ql: 100, sl: 100}\n\nmetadataSpecVersion: "1.0"\n',
  flow: 'data: {name: NAME, dockerImageTag: 1.2.3, documentationUrl: "URL", supportLevel: certified}\n',
  anchors:
    'hosts: &hosts [a.example]\ndata:\n  allowedHosts: {hosts: *hosts}\n  dockerImageTag: &tag 1.2.3\n  documentationUrl: URL\n  supportLevel: certified\n',
  windows:
    'data:\r\n  dockerImageTag: 1.2.3\r\n  documentationUrl: URL\r\n  name: NAME\r\nmetadataSpecVersion: "1.0"\r\n',
  unfinished: "metadataSpecVersion: '1.0'\ndata:\n  dockerImageTag: '1.2.3'\n  ab_internal: 1\n  documentationUrl: URL",
  tabs: '#\thead\ndata: #\tdata\n  dockerImageTag: 1.2.3 #\ttag\n  documentationUrl: URL\n',
  empty: 'data:\n  connectorBuildOptions: {}\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n',
  nothing: 'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n  connectorBuildOptions: # later\n',
  pinned:
    'data:\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n  registryOverrides:\n    oss:\n      dockerImageTag: 1.2.3\n',
  older: `data:\n  connectorBuildOptions:\n    # why\n    baseImage: ${OLD_IMAGE} # pinned\n  dockerImageTag: 1.2.3\n  documentationUrl: URL\n`,
};

const HEAD = '| Version | Date | Pull Request | Subject |\n|:---|:---|:---|:---|\n';

/** Changelogs in many shapes; none has a row for 1.2.4. */
const CHANGELOGS: Readonly<Record<string, string>> = {
  plain: `# X\n\n## Changelog\n\n${HEAD}| 1.2.3 | 2023-01-01 | [1](u) | Fix |\n`,
  padded:
    '## Changelog\n\n| Version   | Date       | Pull Request | Subject     |\n|:----------|:-----------|:-------------|:------------|\n| 1.2.3     | 2023-01-01 | [1](u)       | Fix a \\| b  |\n',
  bare: '## Changelog\nVersion | Date | Pull Request | Subject\n---|---|---|---\n1.2.3 | 2023-01-01 | [1](u) | Fix\n',
  undelimited: '## Changelog\n\n| Version | Date | Pull Request | Subject |\n| 1.2.3 | 2023-01-01 | [1](u) | Fix |\n',
  folded: `## Changelog\n\n<details>\n<summary>Expand</summary>\n\n${HEAD}| 1.2.3 | 2023-01-01 | [1](u) | Fix |\n\n</details>\n`,
  windows: `## Changelog\n\n${HEAD}| 1.2.3 | 2023-01-01 | [1](u) | Fix |\n`.replaceAll('\n', '\r\n'),
  prereleases: `## Changelog\n\n${HEAD}| 1.3.0-rc.1 | 2023-01-02 | [2](u) | Try |\n| 1.2.3 | 2023-01-01 | [1](u) | Fix |\n| 1.2.3 | 2023-01-01 | [1](u) | Fix |`,
};

const COMMON_DOCKERFILE =
  'FROM python:3.9-slim\nRUN apt-get update && apt-get install -y bash\nWORKDIR /airbyte/integration_code\nCOPY setup.py main.py ./\nCOPY source_NAME ./source_NAME\nRUN pip install .\nENTRYPOINT ["python", "/airbyte/integration_code/main.py"]\nLABEL io.airbyte.version=1.2.3\n';

/** Names of the connectors that can be migrated. */
export const ELIGIBLE = Object.keys(METADATA).map((shape) => `source-${shape}`);

export interface FixtureFleet extends GitRepository {
  connector(name: string): string;
  page(name: string): string;
}

/** A repository with connectors in every shape of metadata, changelog and Dockerfile, committed on `master`. */
export function fixtureFleet(more: Readonly<Record<string, string>> = {}): FixtureFleet {
  const files: Record<string, string> = {};
  const changelogs = Object.values(CHANGELOGS);
  Object.entries(METADATA).forEach(([shape, metadata], index) => {
    Object.assign(files, connectorFiles(`source-${shape}`, metadata, changelogs[index % changelogs.length]));
  });
  return Object.assign(gitRepository({ ...files, ...more }), { connector, page });
}

/** One Python connector with everything that a migration touches. */
export function connectorFiles(
  name: string,
  metadata = METADATA.sorted ?? '',
  changelog: string | undefined = CHANGELOGS.plain,
): Record<string, string> {
  const short = name.replace(/^source-/, '');
  const url = `https://docs.airbyte.com/integrations/sources/${short}`;
  return {
    [`${connector(name)}/metadata.yaml`]: metadata.replaceAll('URL', url).replaceAll('NAME', short),
    [`${connector(name)}/setup.py`]: '',
    [`${connector(name)}/build.gradle`]: 'plugins {}\n',
    [`${connector(name)}/pyproject.toml`]: `[tool.poetry]\nname = "x" # name\nversion = '1.2.3'\n\n[tool.other]\nversion = "1.2.3"\n`,
    [`${connector(name)}/Dockerfile`]: COMMON_DOCKERFILE.replaceAll('NAME', short),
    ...(changelog === undefined ? {} : { [page(name)]: changelog }),
  };
}

function connector(name: string): string {
  return `${CONNECTORS}/${name}`;
}

function page(name: string): string {
  return `docs/integrations/sources/${name.replace(/^source-/, '')}.md`;
}
