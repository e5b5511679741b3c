import type { Connector } from '../../fleet/connector.js';
import { type Fleet, sizeOfFleet } from '../../fleet/scan.js';
import { scannedFields } from '../../selection/fields.js';
import type { SelectionRequest, Selection } from '../../selection/selection.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';

/** The version of every JSON document: fields are added, never changed, within a version. */
export const DOCUMENT_VERSION = 1;

/** What every document says of the fleet that it is about. */
export function fleetDocument(fleet: Fleet): JsonObject {
  return { root: fleet.root, revision: fleet.revision, connectors: sizeOfFleet(fleet) };
}

/** What every document about a selection begins with. */
export function selectionHead({ fleet, request, counts }: Selection): JsonObject {
  return {
    version: DOCUMENT_VERSION,
    fleet: fleetDocument(fleet),
    selection: requestDocument(request),
    counts: { ...counts },
  };
}

/** What every document about a selection ends with: nothing is silently lost. */
export function selectionTail({ fleet, undecided }: Selection): JsonObject {
  return {
    undecided: undecided.map(({ connector, reason }) => ({ name: connector.name, reason })),
    unreadable: fleet.unreadable.map(({ path, error }) => ({ path, error })),
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
    ...(modified === undefined ? {} : { modified: { base: modified.base, metadataOnly: modified.metadataOnly } }),
    includeVariants: request.includeVariants,
    invert: request.invert,
  };
}

/** What the scanner knows of a connector. */
export function scannedItem(connector: Connector): JsonObject {
  return Object.fromEntries(Object.entries(scannedFields(connector)).map(([key, value]) => [key, jsonOf(value)]));
}
