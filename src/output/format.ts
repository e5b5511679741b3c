import type { Header, RunFacts, Tone, View } from './view.js';

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

/** A pure function from a view to text. */
export type Formatter = <Row, Line>(view: View<Row, Line>, options: FormatOptions) => string;

/** All that a format may know of the terminal and of the run. */
export interface FormatOptions {
  /** Columns to fit into; undefined in a pipe, where everything is shown whole. */
  readonly width: number | undefined;
  readonly header: Header;
  readonly paint: Paint;
  readonly run: RunFacts;
}

/** Colours, or functions that change nothing. */
export type Paint = Readonly<Record<Tone | 'heading', (text: string) => string>>;

const same = (text: string): string => text;
export const NO_PAINT: Paint = Object.freeze({ good: same, middling: same, bad: same, faint: same, heading: same });
