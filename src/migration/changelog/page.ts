/** Where a connector's documentation may lie, relative to the root, the most likely first; or why there is no telling. */
export type DocumentationPaths =
  | { readonly ok: true; readonly paths: readonly [string, ...string[]] }
  | { readonly ok: false; readonly reason: string };

/** `https://docs.airbyte.com/integrations/sources/x` is built from `docs/integrations/sources/x.md`. */
export function documentationPaths(documentationUrl: string | null): DocumentationPaths {
  if (documentationUrl === null || documentationUrl.trim() === '')
    return { ok: false, reason: '`documentationUrl` is missing' };
  const path = URL.canParse(documentationUrl) ? pathOf(new URL(documentationUrl)) : null;
  if (path === null)
    return { ok: false, reason: `\`documentationUrl\` leads to no page of the documentation: ${documentationUrl}` };
  const page = `docs/${path}`;
  return { ok: true, paths: [`${page}.md`, `${page}.mdx`, `${page}/README.md`, `${page}/index.md`] };
}

/** The path without slashes around it, a file ending, or anything that would lead out of the folder. */
function pathOf(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const path =
    decoded(url.pathname)
      ?.replace(/^\/+|\/+$/g, '')
      .replace(/\.(?:mdx?|html)$/, '') ?? '';
  const parts = path.split('/');
  const wanders = parts.some(
    (part) => part === '' || part === '.' || part === '..' || part.includes('\\') || part.includes('\0'),
  );
  return wanders ? null : parts.join('/');
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
