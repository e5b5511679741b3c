import type { Connector, ConnectorLocation, FolderFacts, Language, ProbedConnector } from './connector.js';
import type { FileTree } from './file-tree.js';

type Names = ReadonlySet<string>;

/** Lists a folder, by its path relative to the fleet's root; no names where there is no such folder. */
type ListFolder = (folder: string) => Promise<Names>;

/** Gives connectors with what their folders hold. Rejects with a `disk` error where a folder cannot be listed. */
export type Probe = (connectors: readonly Connector[]) => Promise<readonly ProbedConnector[]>;

/** Looks into the folders of a tree. */
export function probeOf(tree: Pick<FileTree, 'entries'>): Probe {
  return (connectors) => withFolders(connectors, (connector) => probeFolder(connector, (path) => tree.entries(path)));
}

/** The connectors with their folder facts; those that were looked into before are left as they are. */
export async function withFolders(
  connectors: readonly Connector[],
  factsOf: (connector: Connector) => Promise<FolderFacts>,
): Promise<readonly ProbedConnector[]> {
  return Promise.all(
    connectors.map(async (connector) =>
      isProbed(connector) ? connector : { ...connector, folder: await factsOf(connector) },
    ),
  );
}

export function isProbed(connector: Connector): connector is ProbedConnector {
  return connector.folder !== null;
}

/** Rejects with a `disk` error where a folder cannot be listed. */
export async function probeFolder(location: ConnectorLocation, list: ListFolder): Promise<FolderFacts> {
  const names = await list(location.path);
  return {
    language: await languageOf(location, names, list),
    hasDockerfile: names.has('Dockerfile'),
    hasBuildCustomization: names.has('build_customization.py'),
  };
}

/**
 * The language that a connector's files show, or null where they show none. The order is the reference's: a
 * declarative connector also has the files of a Python package.
 */
async function languageOf({ path, name }: ConnectorLocation, names: Names, list: ListFolder): Promise<Language | null> {
  if (names.has('manifest.yaml')) return 'manifest-only';
  const packageFolder = name.replaceAll('-', '_');
  if (names.has(packageFolder) && (await list(`${path}/${packageFolder}`)).has('manifest.yaml')) return 'low-code';
  if (names.has('setup.py') || names.has('pyproject.toml')) return 'python';
  if (!names.has('src')) return null;
  const sources = await list(`${path}/src/main`);
  return sources.has('java') || sources.has('kotlin') ? 'java' : null;
}
