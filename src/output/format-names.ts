/** Every form that `-o` takes. */
export const FORMATS = [
  'table',
  'json',
  'ndjson',
  'csv',
  'tsv',
  'yaml',
  'markdown',
  'names',
  'count',
  'gh-matrix',
  'openmetrics',
] as const;
export type Format = (typeof FORMATS)[number];
