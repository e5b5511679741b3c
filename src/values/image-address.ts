/** A container image address with tag and digest: `docker.io/airbyte/python-connector-base:1.1.0@sha256:<64 hex>`. */
export interface ImageAddress {
  /** Host with an optional port. `docker.io` where the text names none. */
  readonly registry: string;
  /** Path within the registry, such as `airbyte/python-connector-base`. */
  readonly repository: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
}

/** What keeps a text from being a whole address. A `tag-only` address makes builds change when the tag moves. */
export interface AddressProblem {
  readonly code: 'malformed' | 'tag-only' | 'digest-only' | 'name-only';
  /** One line, without the address. */
  readonly message: string;
}

/** The result of parsing: a whole address, or the problem and the parts that could be read all the same. */
export type ParsedAddress =
  | { readonly ok: true; readonly image: ImageAddress }
  | { readonly ok: false; readonly problem: AddressProblem; readonly parts: Partial<ImageAddress> };

/** The registry of addresses that name none. */
export const DEFAULT_REGISTRY = 'docker.io';
const MAX_REPOSITORY_LENGTH = 255;
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Parses an address by the grammar of the OCI distribution specification. */
export function parseImageAddress(text: string): ParsedAddress {
  const { name: path, tag, digest } = splitImageAddress(text);
  const name = splitName(path);
  const malformed = nameProblem(text, name) ?? tagProblem(tag) ?? digestProblem(digest);
  if (malformed !== null) return problem('malformed', malformed, {});
  if (digest !== null && tag !== null) return { ok: true, image: { ...name, tag, digest } };
  if (tag !== null)
    return problem('tag-only', 'has a tag but no digest, so a build can change when the tag moves', { ...name, tag });
  if (digest !== null)
    return problem('digest-only', 'has a digest but no tag, so nobody can tell its version', { ...name, digest });
  return problem('name-only', 'has neither tag nor digest', name);
}

/** True for what a tag may be called: no slash, no white space, at most 128 characters. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** The digest as people compare it: `sha256:` and twelve digits. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

/** True for a whole address: no other text ends so. */
export function isPinned(text: string): boolean {
  return text.includes('@sha256:') && parseImageAddress(text).ok;
}

/** True for `sha256:` and 64 hex digits. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Cuts any text at its `@` and at the colon before the tag, without a look at what the parts hold. */
export function splitImageAddress(text: string): { name: string; tag: string | null; digest: string | null } {
  const at = text.indexOf('@');
  const tagged = at === -1 ? text : text.slice(0, at);
  // A colon before the last slash belongs to the registry's port.
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  return {
    name: colon === -1 ? tagged : tagged.slice(0, colon),
    tag: colon === -1 ? null : tagged.slice(colon + 1),
    digest: at === -1 ? null : text.slice(at + 1),
  };
}

/** The address in full, registry included. */
export function formatImageAddress(image: ImageAddress): string {
  return `${imageName(image)}:${image.tag}@${image.digest}`;
}

/** An image without a version: what all its addresses share. */
type ImageName = Pick<ImageAddress, 'registry' | 'repository'>;

/** Registry and repository in one text. */
export function imageName(image: ImageName): string {
  return `${image.registry}/${image.repository}`;
}

/** True where both name the same image, however they were written. */
export function sameImage(a: ImageAddress, b: ImageAddress): boolean {
  return formatImageAddress(a) === formatImageAddress(b);
}

function splitName(name: string): ImageName {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const isHost = first === 'localhost' || first.includes('.') || first.includes(':');
  if (!isHost) return { registry: DEFAULT_REGISTRY, repository: slash === -1 ? `library/${name}` : name };
  const registry = first === 'index.docker.io' ? DEFAULT_REGISTRY : first;
  const rest = name.slice(slash + 1);
  return { registry, repository: registry === DEFAULT_REGISTRY && !rest.includes('/') ? `library/${rest}` : rest };
}

function nameProblem(text: string, name: ImageName): string | null {
  if (text === '') return 'is empty';
  if (/\s/.test(text)) return 'contains white space';
  if (/^[a-z]+:\/\//i.test(text)) return 'is a URL; an image address has no `https://`';
  if (text.includes('${') || text.includes('{{')) return 'still holds a placeholder';
  if (!HOST.test(name.registry)) return `names no valid registry: \`${name.registry}\``;
  if (name.repository.length > MAX_REPOSITORY_LENGTH)
    return `has a repository of more than ${MAX_REPOSITORY_LENGTH} characters`;
  const bad = name.repository.split('/').find((part) => !PATH_PART.test(part));
  if (bad === undefined) return null;
  return bad === '' ? 'has an empty part in its repository' : `has a part that no repository may have: \`${bad}\``;
}

function tagProblem(tag: string | null): string | null {
  if (tag === null || TAG.test(tag)) return null;
  return tag === '' ? 'has an empty tag' : `has a tag that no registry takes: \`${tag}\``;
}

function digestProblem(digest: string | null): string | null {
  if (digest === null || DIGEST.test(digest)) return null;
  if (!digest.startsWith('sha256:')) return 'has a digest that does not start with `sha256:`';
  return `has a digest that is not 64 lower-case hex digits (${digest.length - 'sha256:'.length} characters)`;
}

function problem(code: AddressProblem['code'], message: string, parts: Partial<ImageAddress>): ParsedAddress {
  return { ok: false, problem: { code, message }, parts };
}
