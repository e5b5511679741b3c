import type { FleetConfig } from './config.js';
import type { Connector } from './connector.js';

/** A metadata file that stayed closed, or that holds no metadata. */
export interface UnreadableMetadata {
  /** The connector's name, which the path alone gives. */
  readonly name: string;
  /** The metadata file, relative to the root. */
  readonly path: string;
  /** What is wrong, in one line, with line and column where they are known. */
  readonly error: string;
}

/** A metadata file that was read, but holds something its author should know of. */
export interface FileWarning {
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
}

/** How many metadata files there are, readable or not. */
export function sizeOfFleet(fleet: Fleet): number {
  return fleet.connectors.length + fleet.unreadable.length;
}
