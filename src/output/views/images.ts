import type { ImageAddress } from '../../values/image-address.js';
import { describeDistance } from '../../migration/versions.js';
import { type ImageUsage, type Verification, describeVerification } from '../../migration/images.js';
import type { Selection } from '../../selection/selection.js';
import type { Json, JsonObject } from '../../values/to-text.js';
import type { Cell, Column, Metric, Sample, View } from '../view.js';
import { imageCell, numberCell } from './cells.js';
import { selectionHead, selectionTail } from './document.js';
import { imageLabels, queryLabel, runMetric, sumByLabels } from './metrics.js';

export interface ImagesShown {
  readonly selection: Selection;
  readonly usages: readonly ImageUsage[];
  /** What registries say of the whole addresses; null where nobody asked them. */
  readonly verifications: ReadonlyMap<ImageAddress, Verification> | null;
}

/** Base images in use, one a row. */
export function imagesView({ selection, usages, verifications }: ImagesShown): View<ImageUsage> {
  const verificationOf = ({ image }: ImageUsage): Verification | null =>
    image === null ? null : (verifications?.get(image) ?? null);
  const withoutBaseImage = selection.matched.filter((connector) => connector.baseImage === null).length;
  return {
    rows: usages,
    nameOf: ({ address }) => address,
    itemOf: (usage) => ({
      ...imageItem(usage),
      ...(verifications === null ? {} : { verification: verificationItem(usage, verificationOf(usage)) }),
    }),
    linesOf: (usage) => [usage],
    columns: [
      ...COLUMNS,
      ...(verifications === null
        ? []
        : [
            {
              name: 'verification',
              title: 'Registry',
              cellOf: (usage: ImageUsage) => verificationCell(usage, verificationOf(usage)),
            },
          ]),
    ],
    document: (images, run) => ({
      ...selectionHead(selection, run),
      images,
      withoutBaseImage,
      ...selectionTail(selection),
    }),
    metrics: (run) => [runMetric(run), imageMetric(usages, withoutBaseImage, queryLabel(selection))],
  };
}

const COLUMNS: readonly Column<ImageUsage>[] = [
  { name: 'address', title: 'Base image', shorten: 'start', cellOf: addressCell },
  {
    name: 'connectors',
    title: 'Connectors',
    align: 'right',
    cellOf: ({ connectors }) => numberCell(connectors.length),
  },
  {
    name: 'supportLevels',
    title: 'Support levels',
    expendable: true,
    cellOf: ({ supportLevels }) => ({ text: supportLevels.map(([level, count]) => `${level} ${count}`).join(', ') }),
  },
  { name: 'latest', title: 'Latest', expendable: true, cellOf: ({ latest }) => ({ text: latest ?? '' }) },
  { name: 'behind', title: 'Behind', cellOf: behindCell },
];

function imageItem({ address, image, problem, connectors, supportLevels, latest, behind }: ImageUsage): JsonObject {
  return {
    address,
    registry: image?.registry ?? null,
    repository: image?.repository ?? null,
    tag: image?.tag ?? null,
    digest: image?.digest ?? null,
    problem: problem === null ? null : { code: problem.code, message: problem.message },
    connectors: connectors.length,
    names: connectors.map(({ name }) => name),
    supportLevels: Object.fromEntries(supportLevels),
    latest,
    behind: behind === null ? null : { step: behind.step, count: behind.count, releases: behind.releases },
  };
}

function verificationItem({ image }: ImageUsage, verification: Verification | null): Json {
  if (image === null || verification === null) return null;
  return { ...verification, message: describeVerification(image, verification) };
}

/** What is missing from an address stands in another column too. */
function addressCell({ address, problem }: ImageUsage): Cell {
  const cell = imageCell(address);
  const { shorter = [] } = cell;
  const [first = ''] = shorter;
  return problem?.code === 'tag-only' ? { ...cell, shorter: [first, first.replace(' (no digest)', '')] } : cell;
}

function behindCell({ problem, behind, latest }: ImageUsage): Cell {
  const distance = behind === null ? null : describeDistance(behind);
  if (problem !== null) return { text: distance === null ? problem.code : `${problem.code}, ${distance}`, tone: 'bad' };
  if (distance !== null) return { text: distance, tone: 'middling' };
  return latest === null ? { text: 'unknown', tone: 'faint' } : { text: 'latest', tone: 'good' };
}

const TONE_OF = { ok: 'good', moved: 'middling', missing: 'bad' } as const;

function verificationCell({ problem }: ImageUsage, verification: Verification | null): Cell {
  if (verification === null) return { text: problem === null ? '' : 'not pinned', tone: 'faint' };
  return { text: verification.status, tone: TONE_OF[verification.status] };
}

function imageMetric(usages: readonly ImageUsage[], without: number, common: Sample['labels']): Metric {
  const sample = (address: string | null, value: number): Sample => ({
    labels: { ...common, ...imageLabels(address) },
    value,
  });
  const samples = usages.map(({ address, connectors }) => sample(address, connectors.length));
  return {
    name: 'fleetq_base_image_connectors',
    help: 'Connectors by the base image that they pin.',
    samples: sumByLabels([...samples, sample(null, without)]),
  };
}
