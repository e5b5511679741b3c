import type { Connector, ConnectorLocation, FolderFacts, Language, ProbedConnector } from './connector.js';
import { UnreadableFileError } from '../io/unreadable-file.js';
import type { FileTree } from './file-tree.js';
import type { UnreadableMetadata } from './scan.js';

type Names = ReadonlySet<string>;

/** Lists a folder, by its path relative to the fleet's root; no names where there is no such folder. */
type ListFolder = (folder: string) => Promise<Names>;

/** Connectors with what their folders hold. */
export interface Probed {
  readonly connectors: readonly ProbedConnector[];
  /** Those whose folders cannot be listed: nobody can say what such a connector is. */
  readonly unreadable: readonly UnreadableMetadata[];
}

/** Looks into the folders of connectors. */
export type Probe = (connectors: readonly Connector[]) => Promise<Probed>;

/** Looks into the folders of a tree. */
export function probeOf(tree: Pick<FileTree, 'entries'>): Probe {
  return (connectors) => withFolders(connectors, (connector) => probeFolder(connector, (path) => tree.entries(path)));
}

/** The connectors with their folder facts; those that were looked into before are left as they are. */
export async function withFolders(
  connectors: readonly Connector[],
  factsOf: (connector: Connector) => Promise<FolderFacts>,
): Promise<Probed> {
  const unreadable: UnreadableMetadata[] = [];
  const probed = await Promise.all(
    connectors.map(async (connector) => {
      if (isProbed(connector)) return connector;
      try {
        return { ...connector, folder: await factsOf(connector) };
      } catch (error) {
        if (!(error instanceof UnreadableFileError)) throw error;
        unreadable.push({ name: connector.name, path: connector.path, error: error.message });
        return null;
      }
    }),
  );
  return { connectors: probed.filter((connector) => connector !== null), unreadable };
}

export function isProbed(connector: Connector): connector is ProbedConnector {
  return connector.folder !== null;
}

/** Rejects with an `UnreadableFileError` where a folder cannot be listed. */
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
