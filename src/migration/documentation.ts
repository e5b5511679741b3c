import { type Connector, dataOf } from '../fleet/connector.js';
import { UnreadableFileError, orUnreadable } from '../io/unreadable-file.js';
import { truncated } from '../text/bounded.js';
import { getKey } from '../values/value.js';
import { decodeExactly } from './edits/text-edit.js';
import type { FleetFiles } from './files.js';
import { shellQuoted } from '../git/run.js';
import type { ReasonCode } from './plan/reasons.js';

/** A connector's documentation page. */
interface DocumentationPage {
  /** Relative to the root. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

type FoundPage = { readonly ok: true; readonly page: DocumentationPage } | MissingPage;

interface MissingPage {
  readonly ok: false;
  readonly code: ReasonCode;
  readonly reason: string;
}

/** Finds and reads the page that `documentationUrl` leads to. */
export async function findDocumentation(
  connector: Connector,
  files: Pick<FleetFiles, 'read' | 'isLeftOut'>,
): Promise<FoundPage> {
  const candidates = candidatePaths(connector);
  if (!candidates.ok) return candidates;
  for (const path of candidates.paths) {
    const bytes = await orUnreadable(files.read(path));
    if (bytes === null) continue;
    if (bytes instanceof UnreadableFileError)
      return { ok: false, code: 'unreadable-file', reason: `${path} ${bytes.message}` };
    const text = decodeExactly(bytes);
    return text === null
      ? { ok: false, code: 'not-text', reason: `${path} is not UTF-8 text` }
      : { ok: true, page: { path, bytes, text } };
  }
  for (const path of candidates.paths)
    if (await files.isLeftOut(path)) return { ok: false, code: 'not-checked-out', reason: leftOutReason(path) };
  return { ok: false, code: 'no-documentation', reason: `there is no documentation page ${candidates.paths[0]}` };
}

/** Why a file that git has is of no use here, and what brings it. */
export function leftOutReason(path: string): string {
  const folder = shellQuoted(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
  return `${path} is not checked out (sparse checkout): git sparse-checkout add ${folder}`;
}

/** Every path that the page may have, for asking git about all of them at once. */
export function documentationPaths(connector: Connector): readonly string[] {
  const candidates = candidatePaths(connector);
  return candidates.ok ? candidates.paths : [];
}

/** Paths relative to the root, the most likely first; or why there are none. */
type CandidatePaths = { readonly ok: true; readonly paths: readonly [string, ...string[]] } | MissingPage;

/** `https://docs.airbyte.com/integrations/sources/x` is built from `docs/integrations/sources/x.md`. */
function candidatePaths(connector: Connector): CandidatePaths {
  const url = getKey(dataOf(connector), 'documentationUrl');
  if (typeof url !== 'string' || url.trim() === '')
    return { ok: false, code: 'no-documentation', reason: '`documentationUrl` is missing' };
  const path = URL.canParse(url) ? pagePath(new URL(url)) : null;
  if (path === null)
    return {
      ok: false,
      code: 'no-documentation',
      reason: `\`documentationUrl\` leads to no page of the documentation: ${truncated(url)}`,
    };
  const page = `docs/${path}`;
  return { ok: true, paths: [`${page}.md`, `${page}.mdx`, `${page}/README.md`, `${page}/index.md`] };
}

/** Characters; systems end paths at a few thousand bytes. */
const MAX_PATH = 1_000;

/** The path without slashes around it or a file ending; null where it would lead out of the folder. */
function pagePath(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const path =
    decodePath(url.pathname)
      ?.replace(/^\/+|\/+$/g, '')
      .replace(/\.(?:mdx?|html)$/, '') ?? '';
  const isUnsafe = (part: string): boolean => ['', '.', '..'].includes(part) || /[\\\0]/.test(part);
  return path.length > MAX_PATH || path.split('/').some(isUnsafe) ? null : path;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
