import { type ImageUsage, type Verification, describeVerification } from '../../migration/images.js';
import { describeDistance } from '../../migration/versions.js';
import type { Selection } from '../../selection/selection.js';
import type { ImageAddress } from '../../values/image-address.js';
import type { Json, JsonObject } from '../json-text.js';
import type { Cell, Column, Metric, View } from '../view.js';
import { baseImageCell } from './cells.js';
import { selectionHead, selectionTail } from './selection-document.js';

export interface ImagesShown {
  readonly selection: Selection;
  readonly usages: readonly ImageUsage[];
  /** What registries say of the whole addresses; null where nobody asked them. */
  readonly verifications: ReadonlyMap<ImageAddress, Verification> | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'Base image', shorten: 'middle' },
  { title: 'Connectors', align: 'right' },
  { title: 'Support levels', expendable: true },
  { title: 'Latest', expendable: true },
  { title: 'Behind' },
];

/** Base images in use, one a row. */
export function imagesView({ selection, usages, verifications }: ImagesShown): View {
  const verificationOf = ({ image }: ImageUsage): Verification | null =>
    image === null ? null : (verifications?.get(image) ?? null);
  const item = (usage: ImageUsage): JsonObject => ({
    ...imageItem(usage),
    ...(verifications === null ? {} : { verification: verificationItem(usage, verificationOf(usage)) }),
  });
  const without = selection.matched.filter((connector) => connector.baseImage === null).length;
  return {
    document: () => ({
      ...selectionHead(selection),
      images: usages.map(item),
      withoutBaseImage: without,
      ...selectionTail(selection),
    }),
    items: () => usages.map(item),
    table: () => ({
      columns: verifications === null ? COLUMNS : [...COLUMNS, { title: 'Registry' }],
      rows: usages.map((usage) => [
        ...cells(usage),
        ...(verifications === null ? [] : [verificationCell(usage, verificationOf(usage))]),
      ]),
    }),
    names: () => usages.map(({ address }) => address),
    count: () => usages.length,
    matrix: () => usages.map(item),
    metrics: () => metrics(usages, without),
  };
}

function imageItem({ address, image, problem, connectors, supportLevels, latest, behind }: ImageUsage): JsonObject {
  return {
    address,
    registry: image?.registry ?? null,
    repository: image?.repository ?? null,
    tag: image?.tag ?? null,
    digest: image?.digest ?? null,
    problem: problem === null ? null : { code: problem.code, message: problem.message },
    count: connectors.length,
    connectors: connectors.map(({ name }) => name),
    supportLevels: Object.fromEntries(supportLevels),
    latest,
    behind: behind === null ? null : { step: behind.step, count: behind.count, releases: behind.releases },
  };
}

function verificationItem({ image }: ImageUsage, verification: Verification | null): Json {
  if (image === null || verification === null) return null;
  return { ...verification, message: describeVerification(image, verification) };
}

function cells({ address, image, problem, connectors, supportLevels, latest, behind }: ImageUsage): readonly Cell[] {
  return [
    imageCell(address, image),
    { text: String(connectors.length) },
    { text: supportLevels.map(([level, count]) => `${level} ${count}`).join(', ') },
    { text: latest ?? '' },
    behindCell(problem?.code ?? null, behind === null ? null : describeDistance(behind), latest),
  ];
}

/** The tag alone would not tell two images apart. */
function imageCell(address: string, image: ImageAddress | null): Cell {
  return image === null ? baseImageCell(address) : { text: address, shorter: [`${image.repository}:${image.tag}`] };
}

function behindCell(problem: string | null, behind: string | null, latest: string | null): Cell {
  if (problem !== null) return { text: behind === null ? problem : `${problem}, ${behind}`, tone: 'bad' };
  if (behind !== null) return { text: behind, tone: 'middling' };
  return latest === null ? { text: 'unknown', tone: 'faint' } : { text: 'latest', tone: 'good' };
}

const TONE_OF = { ok: 'good', moved: 'middling', missing: 'bad' } as const;

function verificationCell({ problem }: ImageUsage, verification: Verification | null): Cell {
  if (verification === null) return { text: problem === null ? '' : `not pinned`, tone: 'faint' };
  return { text: verification.status, tone: TONE_OF[verification.status] };
}

function metrics(usages: readonly ImageUsage[], without: number): readonly Metric[] {
  const samples = usages.map(({ address, connectors }) => ({
    labels: { base_image: address },
    value: connectors.length,
  }));
  return [
    {
      name: 'fleetq_base_image_connectors',
      help: 'Connectors by the base image that they pin.',
      samples: [...samples, { labels: { base_image: '' }, value: without }],
    },
  ];
}
