import type { Selection } from '../../selection/selection.js';
import type { Metric, Sample } from '../view.js';

/** The connectors of the fleet by what the selection made of them. */
export function selectionMetric({ counts }: Selection): Metric {
  const outcomes = ['matched', 'unmatched', 'undecided', 'unreadable'] as const;
  const samples = outcomes.map((outcome) => ({ labels: { outcome }, value: counts[outcome] }));
  return { name: 'fleetq_connectors', help: 'Connectors of the fleet by what the selection made of them.', samples };
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
