import { escapeControl } from '../../text/escape-control.js';
import type { Formatter } from '../format.js';
import type { Metric } from '../view.js';

/**
 * OpenMetrics text: gauges, ended by the `# EOF` that tells a whole file from a cut one. Prometheus' older text format
 * reads it too: `# EOF` is a comment there, and a help text has no quotes, which the two formats escape differently.
 */
export const openmetrics: Formatter = (view, { run }) => `${view.metrics(run).map(family).join('')}# EOF\n`;

function family({ name, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${escaped(help.replaceAll('"', "'"))}\n# TYPE ${name} gauge\n${lines.join('')}`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Line ends, quotes and backslashes have escapes in the format; anything else that a terminal obeys has none. */
function escaped(text: string): string {
  const lines = text.split('\n').map((line) => escapeControl(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return lines.join('\\n');
}
