import type { Format } from './format-names.js';
import type { Formatter } from './options.js';

const LOADERS: Readonly<Record<Format, () => Promise<{ readonly report: Formatter }>>> = {
  table: () => import('./formats/table.js'),
  json: () => import('./formats/json.js'),
  ndjson: () => import('./formats/ndjson.js'),
  csv: () => import('./formats/csv.js'),
  tsv: () => import('./formats/tsv.js'),
  yaml: () => import('./formats/yaml.js'),
  markdown: () => import('./formats/markdown.js'),
  names: () => import('./formats/names.js'),
  count: () => import('./formats/count.js'),
  'gh-matrix': () => import('./formats/gh-matrix.js'),
  openmetrics: () => import('./formats/openmetrics.js'),
};

/** The reporter of a format, loaded now and not before. */
export async function loadFormatter(format: Format): Promise<Formatter> {
  return (await LOADERS[format]()).report;
}
