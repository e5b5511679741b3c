import type { Json, JsonObject } from '../values/to-text.js';

/** A result that every reporter can show. Each form is made when it is asked for. */
export interface View {
  /** The whole answer, for `json` and `yaml`. */
  document(): JsonObject;
  /** One value a row, for `ndjson`. */
  items(): readonly Json[];
  /** Rows and columns, for `table`, `csv`, `tsv` and `markdown`. */
  table(): Table;
  /** What `table` shows instead, where the answer reads better than rows do. */
  sheets?(): readonly DetailView[];
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

/** The text of a cell, and ever shorter ways to write it that still say the most of it. */
export interface Cell {
  readonly text: string;
  /** What people see instead of the text, in `table` and `markdown`: `57.1%` for `0.5714`. */
  readonly shown?: string;
  readonly shorter?: readonly string[];
  readonly tone?: Tone;
}

export type Tone = 'good' | 'middling' | 'bad' | 'faint';

/** One thing, told in full: a title, then sections one below the other. */
export interface DetailView {
  readonly title: string;
  readonly sections: readonly Section[];
}

export type Section = FactsSection | TextSection;

/** Labels with what stands to each, aligned. */
export interface FactsSection {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly cell: Cell }[];
}

/** Lines whose indentation means something, such as YAML or a query. */
export interface TextSection {
  readonly kind: 'text';
  readonly title: string;
  readonly lines: readonly string[];
}
