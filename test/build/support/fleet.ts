const CONNECTORS = 'airbyte-integrations/connectors';
const BASE = `docker.io/airbyte/python-connector-base:2.0.0@sha256:${'a'.repeat(64)}`;

export const connectorPath = (name: string): string => `${CONNECTORS}/${name}`;

/** The metadata of a connector that can be built. */
export function metadataOf(name: string, baseImage: string | null = BASE, version: string | null = '1.2.3'): string {
  return [
    'data:',
    `  connectorType: ${name.split('-')[0] ?? ''}`,
    `  dockerRepository: airbyte/${name}`,
    ...(version === null ? [] : [`  dockerImageTag: ${version}`]),
    ...(baseImage === null ? [] : [`  connectorBuildOptions:`, `    baseImage: ${baseImage}`]),
    '',
  ].join('\n');
}

/** Files of a Python connector; those given stand in for its own, and null leaves one out. */
export function pythonConnector(
  name: string,
  more: Readonly<Record<string, string | null>> = {},
  baseImage: string = BASE,
): Record<string, string> {
  const packageName = name.replaceAll('-', '_');
  const files: Readonly<Record<string, string | null>> = {
    'metadata.yaml': metadataOf(name, baseImage),
    'pyproject.toml': '[tool.poetry]\nname = "x"\n\n[tool.poetry.dependencies]\npython = "^3.9"\n',
    'poetry.lock': '# lock\n',
    'README.md': '# X\n',
    'main.py': 'print("main")\n',
    [`${packageName}/__init__.py`]: '',
    [`${packageName}/source.py`]: 'X = 1\n',
    ...more,
  };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[`${connectorPath(name)}/${path}`, text]])),
  );
}

/** Files of a manifest-only connector. */
export function manifestConnector(
  name: string,
  more: Readonly<Record<string, string>> = {},
  baseImage: string = BASE,
): Record<string, string> {
  const files = { 'metadata.yaml': metadataOf(name, baseImage), 'manifest.yaml': 'version: 1\n', ...more };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${connectorPath(name)}/${path}`, text]));
}
