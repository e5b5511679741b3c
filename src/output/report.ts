import type { Json, JsonObject } from '../values/json.js';
import type { Cell } from './cell.js';
import type { Sheet } from './sheet.js';

export type { Cell, Tone } from './cell.js';

/** A result that every reporter can show. Each form is made when it is asked for. */
export interface Report {
  /** The whole answer, for `json` and `yaml`. */
  document(): JsonObject;
  /** One value a row, for `ndjson`. */
  items(): readonly Json[];
  /** Rows and columns, for `table`, `csv`, `tsv` and `markdown`. */
  table(): Table;
  /** What `table` shows instead, where the answer reads better than rows do. */
  sheets?(): readonly Sheet[];
  /** One name a row, for `names`. */
  names(): readonly string[];
  /** How many rows there are, for `count`. */
  count(): number;
  /** One object a job, for `gh-matrix`. */
  matrix(): readonly JsonObject[];
  /** For `openmetrics`. */
  metrics(): readonly Metric[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** A last row for people, which `csv` and `tsv` leave out: a program would count it twice. */
  readonly totals?: readonly Cell[];
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Where a value loses characters when the terminal is too narrow; `end` by default. */
  readonly shorten?: 'end' | 'middle' | 'start';
  /** Left out, last such column first, when the terminal is too narrow for all. */
  readonly expendable?: boolean;
  /** Goes on in the next line, instead of losing characters, when the terminal is too narrow. */
  readonly wrap?: boolean;
}

/** A gauge with its samples, as OpenMetrics has them. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}
