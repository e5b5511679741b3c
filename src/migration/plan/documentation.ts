import { type Connector, dataOf } from '../../fleet/connector.js';
import { getKey } from '../../values/value.js';
import { documentationPaths } from '../changelog/page.js';
import { decodeExactly } from '../edits/text-file.js';

/** A connector's documentation page. */
export interface DocumentationPage {
  /** Relative to the root. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

export type FoundPage =
  { readonly ok: true; readonly page: DocumentationPage } | { readonly ok: false; readonly reason: string };

/** Finds and reads the page that `documentationUrl` leads to. `read` gives null where there is no such file. */
export async function documentationOf(
  connector: Connector,
  read: (path: string) => Promise<Uint8Array | null>,
): Promise<FoundPage> {
  const url = getKey(dataOf(connector), 'documentationUrl');
  const candidates = documentationPaths(typeof url === 'string' ? url : null);
  if (!candidates.ok) return candidates;
  for (const path of candidates.paths) {
    const bytes = await read(path);
    if (bytes === null) continue;
    const text = decodeExactly(bytes);
    return text === null
      ? { ok: false, reason: `${path} is not UTF-8 text` }
      : { ok: true, page: { path, bytes, text } };
  }
  return { ok: false, reason: `there is no documentation page ${candidates.paths[0]}` };
}

/** Every path that a page of the connector may have, for asking git about all of them at once. */
export function possiblePages(connector: Connector): readonly string[] {
  const url = getKey(dataOf(connector), 'documentationUrl');
  const candidates = documentationPaths(typeof url === 'string' ? url : null);
  return candidates.ok ? candidates.paths : [];
}
