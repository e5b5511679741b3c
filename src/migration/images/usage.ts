import type { Connector } from '../../fleet/connector.js';
import {
  type AddressProblem,
  type BaseImage,
  formatBaseImage,
  imageName,
  parseBaseImage,
} from '../base-image/address.js';
import { type Distance, compareVersions, distanceBehind, versionOfTag } from '../base-image/versions.js';
import type { FindLatest } from '../latest/latest.js';

/** A base image as the fleet's metadata names it, and who uses it. */
export interface ImageUsage {
  /** The address in full where it is whole, else as it is written. */
  readonly address: string;
  readonly image: BaseImage | null;
  /** What is wrong with the address; null where nothing is. */
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

/** Every base image that connectors name, by image, then newest first, then defects. */
export async function imageUsages(
  connectors: readonly Connector[],
  findLatest: FindLatest,
): Promise<readonly ImageUsage[]> {
  const users = new Map<string, Connector[]>();
  for (const connector of connectors) {
    if (connector.baseImage === null) continue;
    const parsed = parseBaseImage(connector.baseImage);
    const address = parsed.ok ? formatBaseImage(parsed.image) : connector.baseImage;
    users.set(address, [...(users.get(address) ?? []), connector]);
  }
  const usages = await Promise.all([...users].map(([address, using]) => usageOf(address, using, findLatest)));
  return usages.sort(inOrder);
}

async function usageOf(address: string, connectors: readonly Connector[], findLatest: FindLatest): Promise<ImageUsage> {
  const parsed = parseBaseImage(address);
  const parts = parsed.ok ? parsed.image : parsed.parts;
  const { registry, repository, tag } = parts;
  const latest =
    registry === undefined || repository === undefined ? null : await findLatest(imageName({ registry, repository }));
  return {
    address,
    image: parsed.ok ? parsed.image : null,
    problem: parsed.ok ? null : parsed.problem,
    connectors,
    supportLevels: levelsOf(connectors),
    latest: latest?.image.tag ?? null,
    behind: latest === null || tag === undefined ? null : distanceBehind(tag, latest.image.tag, latest.knownTags),
  };
}

function levelsOf(connectors: readonly Connector[]): ImageUsage['supportLevels'] {
  const counts = new Map<string, number>();
  for (const { supportLevel } of connectors)
    counts.set(supportLevel ?? 'none', (counts.get(supportLevel ?? 'none') ?? 0) + 1);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
}

function inOrder(a: ImageUsage, b: ImageUsage): number {
  if (a.image === null || b.image === null)
    return Number(a.image === null) - Number(b.image === null) || byText(a.address, b.address);
  const [versionA, versionB] = [versionOfTag(a.image.tag), versionOfTag(b.image.tag)];
  const byVersion = versionA === null || versionB === null ? 0 : compareVersions(versionB, versionA);
  return byText(imageName(a.image), imageName(b.image)) || byVersion || byText(a.address, b.address);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
