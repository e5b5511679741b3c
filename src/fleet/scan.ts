import { posix } from 'node:path';
import type { Checkout } from '../git/checkout.js';
import { UnreadableFileError } from '../io/unreadable-file.js';
import { readMetadata } from '../metadata/read.js';
import { METADATA_LIMITS, type MetadataWarning } from '../metadata/result.js';
import { type Mapping, type Value, getKey, isMapping } from '../values/value.js';
import type { FleetConfig } from './config.js';
import { type Connector, type MetadataFields, extractFields, locationOf } from './connector.js';
import type { FileTree } from './file-tree.js';
import { findMetadata } from './find-metadata.js';
import type { Found } from './glob-obstacles.js';

/** A metadata file that could not be opened, or that holds no metadata. */
export interface UnreadableMetadata {
  /** The connector's name, which the path alone gives. */
  readonly name: string;
  /** The metadata file, or the folder that cannot be searched, relative to the root. */
  readonly path: string;
  /** What is wrong, in one line, with line and column where they are known. */
  readonly error: string;
}

/** Something in a metadata file that its author should know of. */
interface FileWarning {
  readonly path: string;
  readonly message: string;
}

/** Every connector of a repository at one moment. */
export interface Fleet {
  readonly root: string;
  /** Full commit id, or null for the work tree. */
  readonly revision: string | null;
  readonly config: FleetConfig;
  /** In one fixed order: by name, then by path, in code unit order. */
  readonly connectors: readonly Connector[];
  /** In the order of their paths. */
  readonly unreadable: readonly UnreadableMetadata[];
  readonly warnings: readonly FileWarning[];
  /** How many metadata files a sparse checkout leaves out; null where git cannot say, absent where everything is there. */
  readonly notCheckedOut?: number | null;
  /** Waits for what git says of the work tree; absent where nobody asked, and with a revision. */
  readonly checkout?: () => Promise<Checkout>;
}

/** How many metadata files there are, readable or not. */
export function sizeOfFleet(fleet: Fleet): number {
  return fleet.connectors.length + fleet.unreadable.length;
}

/** What one metadata file says, or why it says nothing. */
export type FileContent = MetadataContent | { readonly error: string };

export interface MetadataContent {
  readonly fields: MetadataFields;
  /** The mapping under the data key. */
  readonly metadata: Connector['metadata'];
  readonly warnings: readonly MetadataWarning[];
}

/** What became of one metadata file. */
export interface ScannedFile {
  readonly connector?: Connector;
  readonly unreadable?: UnreadableMetadata;
  readonly warnings: readonly FileWarning[];
}

/** Reads and parses the metadata file at a path. */
export type ParseFile = (path: string) => Promise<FileContent>;

/** Told how many metadata files are done, of how many. */
export type OnProgress = (done: number, total: number) => void;

/** How many files are under way at a time: enough to keep git busy, few enough to tell how far it has come. */
export const FILES_AT_ONCE = 500;

/** Reads every connector of the tree. One broken file never stops the rest: it ends up in `unreadable`. */
export async function scanFleet(
  tree: FileTree,
  config: FleetConfig,
  parse: ParseFile = async (path) => parseMetadata(await tree.read(path, METADATA_LIMITS.bytes), path, config),
  onProgress?: OnProgress,
): Promise<Fleet> {
  const { paths, blocked, problem } = await findMetadata(tree, config);
  const scanned = [...blocked.map(blockedFolder), ...unansweredByGit(problem)];
  for (let start = 0; start < paths.length; start += FILES_AT_ONCE) {
    const batch = paths.slice(start, start + FILES_AT_ONCE);
    scanned.push(
      ...(await Promise.all(batch.map(async (path) => scannedFile(path, config, await opened(path, parse))))),
    );
    if (onProgress === undefined) continue;
    onProgress(scanned.length, paths.length);
    await nextTurn();
  }
  return fleetFrom(tree, config, scanned);
}

/** The parsed file, or why it could not be opened. Rejects only where git has failed. */
export async function opened(path: string, parse: ParseFile): Promise<FileContent> {
  try {
    return await parse(path);
  } catch (error) {
    if (error instanceof UnreadableFileError) return { error: error.message };
    throw error;
  }
}

/** Parses the bytes of a metadata file and takes the data out of the document. Never rejects for what the bytes hold. */
export async function parseMetadata(bytes: Uint8Array, path: string, config: FleetConfig): Promise<FileContent> {
  const result = await readMetadata(bytes);
  if (!result.ok) return { error: atLine(result.error) };
  const data = dataIn(result.document, config.dataKey);
  if (typeof data === 'string') return { error: data };
  return { fields: extractFields(data, locationOf(path, config).name), metadata: data, warnings: result.warnings };
}

const NO_WARNINGS: readonly FileWarning[] = [];

export function scannedFile(path: string, config: FleetConfig, content: FileContent): ScannedFile {
  const location = locationOf(path, config);
  if ('error' in content) return { unreadable: { name: location.name, path, error: content.error }, warnings: [] };
  const { fields, metadata, warnings } = content;
  return {
    // Written out: spreading objects for each of many thousand connectors takes longer than reading their index.
    connector: {
      name: location.name,
      path: location.path,
      metadataPath: location.metadataPath,
      type: fields.type,
      supportLevel: fields.supportLevel,
      version: fields.version,
      baseImage: fields.baseImage,
      hasBuildOptions: fields.hasBuildOptions,
      metadata,
      folder: null,
    },
    warnings: warnings.length === 0 ? NO_WARNINGS : warnings.map((warning) => ({ path, message: atLine(warning) })),
  };
}

/** A folder that cannot be searched counts as one metadata file that cannot be read: it may hold any number of them. */
export function blockedFolder({ folder, reason }: Found['blocked'][number]): ScannedFile {
  return { unreadable: { name: posix.basename(folder), path: folder, error: reason }, warnings: [] };
}

/** Git's rules stand unread: a fleet may then hold what a commit would not. */
export function unansweredByGit(problem: string | null): readonly ScannedFile[] {
  if (problem === null) return [];
  return [{ warnings: [{ path: '.gitignore', message: `what git ignores is not left out: ${problem}` }] }];
}

/** The fleet that scanned files make up, in whatever order these come. */
export function fleetFrom(
  { root, revision }: Pick<FileTree, 'root' | 'revision'>,
  config: FleetConfig,
  scanned: readonly ScannedFile[],
): Fleet {
  const connectors: Connector[] = [];
  const unreadable: UnreadableMetadata[] = [];
  const warnings: FileWarning[] = [];
  for (const file of scanned) {
    if (file.connector !== undefined) connectors.push(file.connector);
    if (file.unreadable !== undefined) unreadable.push(file.unreadable);
    if (file.warnings.length > 0) warnings.push(...file.warnings);
  }
  connectors.sort(byNameThenPath);
  return { root, revision, config, connectors, unreadable: unreadable.sort(byPath), warnings: warnings.sort(byPath) };
}

/** The fleet without connectors that turned out to be unreadable: they are named with the others. */
export function withUnreadable(fleet: Fleet, unreadable: readonly UnreadableMetadata[]): Fleet {
  if (unreadable.length === 0) return fleet;
  const lost = new Set(unreadable.map(({ path }) => path));
  return {
    ...fleet,
    connectors: fleet.connectors.filter(({ path }) => !lost.has(path)),
    unreadable: [...fleet.unreadable, ...unreadable].sort(byPath),
  };
}

/** Lets an interrupt through: files are read without a pause. */
export async function nextTurn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** The data mapping, or what is wrong with the document. */
function dataIn(document: Value, dataKey: string | null): Mapping | string {
  if (!isMapping(document)) return 'is not a mapping';
  if (dataKey === null) return document;
  const data = getKey(document, dataKey);
  if (data === undefined) return `has no \`${dataKey}\` key`;
  return isMapping(data) ? data : `\`${dataKey}\` is not a mapping`;
}

function atLine(problem: { message: string; line?: number; column?: number }): string {
  if (problem.line === undefined) return problem.message;
  return `line ${problem.line}${problem.column === undefined ? '' : `, column ${problem.column}`}: ${problem.message}`;
}

function byNameThenPath(a: Connector, b: Connector): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : byPath(a, b);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
