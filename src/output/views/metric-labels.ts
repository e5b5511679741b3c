import type { Metric } from '../view.js';

type Samples = Metric['samples'];

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

/** One sample for each set of labels: values of different types can have the same text, and two such samples are an error. */
export function merged(samples: Samples): Samples {
  const byLabels = new Map<string, Samples[number]>();
  for (const { labels, value } of samples) {
    const key = JSON.stringify(labels);
    byLabels.set(key, { labels, value: value + (byLabels.get(key)?.value ?? 0) });
  }
  return [...byLabels.values()];
}
