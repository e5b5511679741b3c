import type { Build } from '../../build/build-all.js';
import type { Selection } from '../../selection/selection.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Column, Tone, View } from '../view.js';
import { selectionHead, selectionTail } from './document.js';
import { runMetric } from './metrics.js';

export interface BuildsShown {
  readonly selection: Selection;
  readonly builds: readonly Build[];
  /** The engine that built; null where only contexts were written. */
  readonly engine: string | null;
  /** Whether the contexts are still there. */
  readonly kept: boolean;
}

export const BUILD_OUTCOMES = ['built', 'written', 'failed', 'refused', 'skipped'] as const;

/** A run of `build`, one connector a row; `names` and `count` are about those that were built or written. */
export function buildView({ selection, builds, engine, kept }: BuildsShown): View<Build> {
  const results = Object.fromEntries(
    BUILD_OUTCOMES.map((outcome) => [outcome, builds.filter((build) => build.outcome === outcome).length]),
  );
  return {
    rows: builds,
    nameOf: ({ connector, outcome }) => (outcome === 'built' || outcome === 'written' ? connector.name : null),
    itemOf: (build) => ({
      name: build.connector.name,
      path: build.connector.path,
      result: build.outcome,
      ...details(build, kept),
    }),
    linesOf: (build) => [build],
    columns: [
      { name: 'name', title: 'Connector', cellOf: ({ connector }) => ({ text: connector.name }) },
      { name: 'result', title: 'Result', cellOf: ({ outcome }) => ({ text: outcome, tone: TONE_OF[outcome] }) },
      {
        name: 'files',
        title: 'Files',
        align: 'right',
        expendable: true,
        cellOf: (build) => ({ text: filesOf(build) }),
      },
      ...(engine === null ? [] : [IMAGE]),
      { name: 'details', title: 'Details', wrap: true, cellOf: (build) => ({ text: remarks(build).join('; ') }) },
    ],
    document: (connectors, run) => ({
      ...selectionHead(selection, run),
      engine,
      results,
      connectors,
      ...selectionTail(selection),
    }),
    metrics: (run) => [
      runMetric(run),
      {
        name: 'fleetq_builds',
        help: 'Connectors by what became of their build.',
        samples: Object.entries(results).map(([result, value]) => ({ labels: { result }, value })),
      },
    ],
  };
}

const IMAGE: Column<Build> = {
  name: 'image',
  title: 'Image',
  shorten: 'start',
  cellOf: (build) => ({ text: 'image' in build ? build.image : '' }),
};

const TONE_OF: Readonly<Record<Build['outcome'], Tone>> = {
  built: 'good',
  written: 'good',
  failed: 'bad',
  refused: 'bad',
  skipped: 'faint',
};

function filesOf(build: Build): string {
  return 'files' in build ? String(build.files.length) : '';
}

function remarks(build: Build): readonly string[] {
  switch (build.outcome) {
    case 'written':
    case 'built':
      return build.notes;
    case 'failed':
      return [build.reason, ...build.notes];
    case 'refused':
    case 'skipped':
      return [build.reason];
  }
}

function details(build: Build, kept: boolean): JsonObject {
  if (!('files' in build)) return { reason: build.reason };
  return {
    baseImage: build.baseImage,
    context: kept ? build.context : null,
    files: build.files,
    notes: build.notes,
    ...('image' in build ? { image: build.image } : {}),
    ...(build.outcome === 'failed' ? { reason: build.reason, log: build.lastLines } : {}),
  };
}
