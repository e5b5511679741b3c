/** A container image address as metadata pins it: `docker.io/airbyte/python-connector-base:1.1.0@sha256:<64 hex>`. */
export interface BaseImage {
  /** Host with an optional port. `docker.io` where the text names none. */
  readonly registry: string;
  /** Path within the registry, such as `airbyte/python-connector-base`. */
  readonly repository: string;
  readonly tag: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
}

/** What keeps a text from being a whole address. `tag-only` is the defect that makes builds change under one's feet. */
export type AddressProblemCode = 'malformed' | 'tag-only' | 'digest-only' | 'name-only';

export interface AddressProblem {
  readonly code: AddressProblemCode;
  /** One line, without the address. */
  readonly message: string;
}

/** A parsed text: `image` is whole, or `problem` says what is missing and `parts` what could still be read. */
export type ParsedAddress =
  | { readonly ok: true; readonly image: BaseImage }
  | { readonly ok: false; readonly problem: AddressProblem; readonly parts: Partial<BaseImage> };

const DEFAULT_REGISTRY = 'docker.io';
const LONGEST_NAME = 255;
const HOST =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Reads an address by the grammar of the OCI distribution specification. */
export function parseBaseImage(text: string): ParsedAddress {
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : text.slice(at + 1);
  // A colon before the last slash belongs to a port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  const name = splitName(colon === -1 ? named : named.slice(0, colon));

  const wrong = nameProblem(text, name) ?? tagProblem(tag) ?? digestProblem(digest);
  if (wrong !== null) return problem('malformed', wrong, {});
  if (digest !== undefined && tag !== undefined) return { ok: true, image: { ...name, tag, digest } };
  if (tag !== undefined)
    return problem('tag-only', 'has a tag but no digest, so a build can change when the tag moves', { ...name, tag });
  if (digest !== undefined)
    return problem('digest-only', 'has a digest but no tag, so nobody can tell its version', { ...name, digest });
  return problem('name-only', 'has neither tag nor digest', name);
}

/** The address in full, registry included. */
export function formatBaseImage(image: BaseImage): string {
  return `${imageName(image)}:${image.tag}@${image.digest}`;
}

/** Registry and repository: what all versions of an image share. */
export function imageName(image: Pick<BaseImage, 'registry' | 'repository'>): string {
  return `${image.registry}/${image.repository}`;
}

/** True where both name the same image, however they are spelled. */
export function sameImage(a: BaseImage, b: BaseImage): boolean {
  return formatBaseImage(a) === formatBaseImage(b);
}

function splitName(name: string): Pick<BaseImage, 'registry' | 'repository'> {
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const isHost = first === 'localhost' || first.includes('.') || first.includes(':');
  if (!isHost) return { registry: DEFAULT_REGISTRY, repository: slash === -1 ? `library/${name}` : name };
  const registry = first === 'index.docker.io' ? DEFAULT_REGISTRY : first;
  const rest = name.slice(slash + 1);
  return { registry, repository: registry === DEFAULT_REGISTRY && !rest.includes('/') ? `library/${rest}` : rest };
}

function nameProblem(text: string, name: Pick<BaseImage, 'registry' | 'repository'>): string | null {
  if (text === '') return 'is empty';
  if (/\s/.test(text)) return 'contains white space';
  if (/^[a-z]+:\/\//i.test(text)) return 'is a URL; an image address has no `https://`';
  if (text.includes('${') || text.includes('{{')) return 'still holds a placeholder';
  if (!HOST.test(name.registry)) return `names no valid registry: \`${name.registry}\``;
  if (name.repository.length > LONGEST_NAME) return `has a repository of more than ${LONGEST_NAME} characters`;
  const bad = name.repository.split('/').find((part) => !PATH_PART.test(part));
  if (bad === undefined) return null;
  return bad === '' ? 'has an empty part in its repository' : `has a part that no repository may have: \`${bad}\``;
}

function tagProblem(tag: string | undefined): string | null {
  if (tag === undefined || TAG.test(tag)) return null;
  return tag === '' ? 'has an empty tag' : `has a tag that no registry takes: \`${tag}\``;
}

function digestProblem(digest: string | undefined): string | null {
  if (digest === undefined || DIGEST.test(digest)) return null;
  if (!digest.startsWith('sha256:')) return 'has a digest that does not start with `sha256:`';
  return `has a digest that is not 64 lower-case hex digits (${digest.length - 'sha256:'.length} characters)`;
}

function problem(code: AddressProblemCode, message: string, parts: Partial<BaseImage>): ParsedAddress {
  return { ok: false, problem: { code, message }, parts };
}
