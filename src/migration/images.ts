import type { Connector } from '../fleet/connector.js';
import {
  type AddressProblem,
  type ImageAddress,
  formatImageAddress,
  imageName,
  parseImageAddress,
} from '../values/image-address.js';
import type { FindLatest } from './latest.js';
import type { RegistryClient } from './registry/client.js';
import { type Distance, compareVersions, distanceBehind, versionOfTag } from './versions.js';

/** A base image as the fleet's metadata names it, and who uses it. */
export interface ImageUsage {
  /** The address in full where it is whole, else as it is written. */
  readonly address: string;
  readonly image: ImageAddress | null;
  /** Null where the address is whole. */
  readonly problem: AddressProblem | null;
  /** In the fleet's order; at least one. */
  readonly connectors: readonly Connector[];
  /** How many of the connectors have each support level, most first; `none` stands for those without. */
  readonly supportLevels: readonly (readonly [level: string, count: number])[];
  /** The latest version's tag; null where it is not known. */
  readonly latest: string | null;
  /** How far behind the latest; null where it is not behind, or that cannot be told. */
  readonly behind: Distance | null;
}

/** Every base image that connectors name, by image and then newest first; malformed addresses last. */
export async function imageUsages(
  connectors: readonly Connector[],
  findLatest: FindLatest,
): Promise<readonly ImageUsage[]> {
  const users = new Map<string, Connector[]>();
  for (const connector of connectors) {
    if (connector.baseImage === null) continue;
    const parsed = parseImageAddress(connector.baseImage);
    const address = parsed.ok ? formatImageAddress(parsed.image) : connector.baseImage;
    users.set(address, [...(users.get(address) ?? []), connector]);
  }
  const usages = await Promise.all([...users].map(([address, using]) => usageOf(address, using, findLatest)));
  return usages.sort(compareUsages);
}

async function usageOf(address: string, connectors: readonly Connector[], findLatest: FindLatest): Promise<ImageUsage> {
  const parsed = parseImageAddress(address);
  const parts = parsed.ok ? parsed.image : parsed.parts;
  const { registry, repository, tag } = parts;
  const latest =
    registry === undefined || repository === undefined ? null : await findLatest(imageName({ registry, repository }));
  return {
    address,
    image: parsed.ok ? parsed.image : null,
    problem: parsed.ok ? null : parsed.problem,
    connectors,
    supportLevels: countLevels(connectors),
    latest: latest?.image.tag ?? null,
    behind: latest === null || tag === undefined ? null : distanceBehind(tag, latest.image.tag, latest.knownTags),
  };
}

function countLevels(connectors: readonly Connector[]): ImageUsage['supportLevels'] {
  const counts = new Map<string, number>();
  for (const { supportLevel } of connectors) {
    const level = supportLevel ?? 'none';
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
}

function compareUsages(a: ImageUsage, b: ImageUsage): number {
  if (a.image === null || b.image === null)
    return Number(a.image === null) - Number(b.image === null) || compareText(a.address, b.address);
  const [versionA, versionB] = [versionOfTag(a.image.tag), versionOfTag(b.image.tag)];
  const byVersion = versionA === null || versionB === null ? 0 : compareVersions(versionB, versionA);
  return compareText(imageName(a.image), imageName(b.image)) || byVersion || compareText(a.address, b.address);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a registry says of a pinned address. */
export type Verification =
  | { readonly status: 'ok' }
  /** The tag has another digest now; the pinned one may still be there. */
  | { readonly status: 'moved'; readonly to: string; readonly pinnedDigestExists: boolean }
  /** The tag is gone; the pinned digest may still be there. */
  | { readonly status: 'missing'; readonly pinnedDigestExists: boolean };

/** Registries limit how much one client may ask at once. */
const CONCURRENT_REQUESTS = 6;

/** Compares each pinned address with its registry, in the order given. */
export async function verifyImages(
  images: readonly ImageAddress[],
  clientOf: (registry: string) => RegistryClient,
): Promise<readonly Verification[]> {
  const verified: Verification[] = [];
  for (let start = 0; start < images.length; start += CONCURRENT_REQUESTS) {
    const batch = images.slice(start, start + CONCURRENT_REQUESTS);
    verified.push(...(await Promise.all(batch.map((image) => verifyImage(image, clientOf(image.registry))))));
  }
  return verified;
}

async function verifyImage(image: ImageAddress, client: RegistryClient): Promise<Verification> {
  const now = await client.digest(image.repository, image.tag);
  if (now === image.digest) return { status: 'ok' };
  const pinnedDigestExists = (await client.digest(image.repository, image.digest)) !== null;
  return now === null ? { status: 'missing', pinnedDigestExists } : { status: 'moved', to: now, pinnedDigestExists };
}

/** The message for a verification, in one line. */
export function describeVerification(image: ImageAddress, verification: Verification): string {
  switch (verification.status) {
    case 'ok':
      return `${image.tag} still leads to the pinned digest`;
    case 'moved':
      return `${image.tag} of ${imageName(image)} leads to ${verification.to} by now; the pinned digest ${verification.pinnedDigestExists ? 'can still be pulled' : 'is gone'}`;
    case 'missing':
      return `${image.tag} of ${imageName(image)} is gone; the pinned digest ${verification.pinnedDigestExists ? 'can still be pulled' : 'is gone too'}`;
  }
}
