import type { Metric } from '../report.js';
import type { Reporter } from '../reporters.js';

/** OpenMetrics text: gauges, ended by the `# EOF` that tells a whole file from a cut one. */
export const report: Reporter = (result) => `${result.metrics().map(family).join('')}# EOF\n`;

function family({ name, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
