import type { Selection } from '../../selection/selection.js';
import { parseImageAddress } from '../../values/image-address.js';
import type { Metric, RunFacts, Sample } from '../view.js';

type Labels = Sample['labels'];

/** When it was: a file that nobody writes any more keeps its last numbers for ever. */
export function runMetric({ time }: RunFacts): Metric {
  return {
    name: 'fleetq_run_timestamp_seconds',
    help: 'When these numbers were taken, in seconds since 1970.',
    samples: [{ labels: {}, value: Math.floor(time.getTime() / 1000) }],
  };
}

/** The saved queries that samples are about, so that those of several can stand side by side. */
export function queryLabel({ request }: Selection): Labels {
  return request.savedQueries.length === 0 ? {} : { query: request.savedQueries.join(',') };
}

/** The connectors of the fleet by what the selection made of them. */
export function selectionMetric(selection: Selection): Metric {
  const outcomes = ['matched', 'unmatched', 'undecided', 'unreadable'] as const;
  const samples = outcomes.map((outcome) => ({
    labels: { ...queryLabel(selection), outcome },
    value: selection.counts[outcome],
  }));
  return { name: 'fleetq_connectors', help: 'Connectors of the fleet by what the selection made of them.', samples };
}

/** What a label says where there is no value. */
export const NONE = 'none';

/** A base image as labels: its parts, with a prefix where other things have versions too. What is not stated is `none`. */
export function imageLabels(baseImage: string | null, prefix = ''): Labels {
  const parsed = baseImage === null ? null : parseImageAddress(baseImage);
  const parts = parsed === null ? {} : parsed.ok ? parsed.image : parsed.parts;
  const { registry, repository, tag, digest } = { repository: baseImage ?? undefined, ...parts };
  const whole = registry === undefined || repository === undefined ? repository : `${registry}/${repository}`;
  return {
    [`${prefix}repository`]: whole ?? NONE,
    [`${prefix}version`]: tag ?? NONE,
    [`${prefix}digest`]: digest ?? NONE,
  };
}

/** Field names as labels: `supportLevel` is `support_level`, `data.ab_internal.ql` is `data_ab_internal_ql`; no two alike. */
export function labelNames(fields: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const wanted = labelName(field);
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
    taken.add(name);
    return name;
  });
}

function labelName(field: string): string {
  const words = field
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return /^[a-z]/.test(words) ? words : `field_${words}`;
}

/**
 * The samples with those of the same labels added up. Values of different types can have the same text, and two samples
 * with the same labels are an error.
 */
export function sumByLabels(samples: readonly Sample[]): readonly Sample[] {
  const byLabels = new Map<string, Sample>();
  for (const { labels, value } of samples) {
    const key = JSON.stringify(labels);
    byLabels.set(key, { labels, value: value + (byLabels.get(key)?.value ?? 0) });
  }
  return [...byLabels.values()];
}
