import type { Connector } from '../../fleet/connector.js';
import { type Fleet, sizeOfFleet } from '../../fleet/scan.js';
import { scannedFields } from '../../selection/fields.js';
import type { SelectionRequest, Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import type { RunFacts } from '../view.js';

/** The version of every JSON document: fields are added, never changed, within a version. */
const DOCUMENT_VERSION = 2;

/** What every document begins with. */
export function documentHead({ time, warnings }: RunFacts): JsonObject {
  return {
    version: DOCUMENT_VERSION,
    generatedAt: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    warnings: warnings.map(({ code, level, message, hints }) => ({ code, level, message, hints })),
  };
}

/** What every document says of the fleet that it is about. A commit is what it is: nothing in it can be uncommitted. */
export function fleetDocument(fleet: Fleet, { checkout }: RunFacts): JsonObject {
  const { root, revision } = fleet;
  return {
    root,
    revision,
    commit: revision ?? checkout?.commit ?? null,
    clean: revision === null ? (checkout?.clean ?? null) : true,
    connectors: sizeOfFleet(fleet),
  };
}

/** What every document about a selection begins with. */
export function selectionHead({ fleet, request, counts }: Selection, run: RunFacts): JsonObject {
  return {
    ...documentHead(run),
    fleet: fleetDocument(fleet, run),
    selection: requestDocument(request),
    counts: { ...counts },
  };
}

/** What every document about a selection ends with: nothing is silently lost. */
export function selectionTail({ fleet, undecided }: Selection): JsonObject {
  return {
    undecided: undecided.map(({ connector, reason }) => ({
      name: connector.name,
      metadataPath: connector.metadataPath,
      reason,
    })),
    unreadable: fleet.unreadable.map(({ name, path, error }) => ({ name, path, error })),
  };
}

function requestDocument(request: SelectionRequest): JsonObject {
  const { modified } = request;
  return {
    names: request.names,
    supportLevels: request.supportLevels,
    languages: request.languages,
    types: request.types,
    queries: request.queries.map(({ source, missing, savedAs }) => ({
      query: source,
      missing,
      ...(savedAs === undefined ? {} : { savedQuery: savedAs }),
    })),
    savedQueries: request.savedQueries,
    ...(modified === undefined ? {} : { modified: { base: modified.base, metadataOnly: modified.metadataOnly } }),
    includeVariants: request.includeVariants,
    invert: request.invert,
  };
}

/** What the scanner knows of a connector. */
export function scannedItem(connector: Connector): JsonObject {
  return Object.fromEntries(Object.entries(scannedFields(connector)).map(([key, value]) => [key, jsonOf(value)]));
}
