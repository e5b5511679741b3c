import type { Connector } from '../fleet/connector.js';
import type { ModifiedRequest, SelectionRequest } from './request.js';
import { type NameMatcher, nameMatcher } from './unknown-names.js';

export type Filter = (connector: Connector) => boolean;

/** The filters of a request, in one function: a filter without values lets everything through. */
export async function filterOf(request: SelectionRequest): Promise<Filter> {
  const filters: Filter[] = [];
  if (request.names.length > 0) filters.push(byName(await nameMatcher(request.names)));
  if (request.supportLevels.length > 0)
    filters.push(byWord(request.supportLevels, (connector) => connector.supportLevel));
  if (request.languages.length > 0) filters.push(byWord(request.languages, (connector) => connector.language));
  if (request.types.length > 0) filters.push(byWord(request.types, (connector) => connector.type));
  if (request.modified !== undefined) filters.push(byChange(request.modified));
  return (connector) => filters.every((holds) => holds(connector));
}

function byName(matches: NameMatcher): Filter {
  return ({ name }) => matches(name);
}

function byWord(words: readonly string[], wordOf: (connector: Connector) => string | null): Filter {
  const wanted = new Set(words);
  return (connector) => wanted.has(wordOf(connector) ?? 'none');
}

function byChange({ files, metadataOnly }: ModifiedRequest): Filter {
  if (metadataOnly) return (connector) => files.has(connector.metadataPath);
  const folders = new Set<string>();
  for (const file of files) {
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1))
      folders.add(file.slice(0, slash));
  }
  return (connector) => folders.has(connector.path);
}
