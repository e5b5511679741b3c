import type { JsonObject } from '../values/to-text.js';

/**
 * A result that every format can show: its rows, and how a row is seen. A format calls only what it needs, so JSON lays
 * out no table and names build no JSON.
 */
export interface View<Row, Line = Row> {
  readonly rows: readonly Row[];
  /** The row in `names`; null for a row that `names` and `count` leave out. */
  readonly nameOf: (row: Row) => string | null;
  /** The row in `json`, `yaml`, `ndjson` and `gh-matrix`. */
  readonly itemOf: (row: Row) => JsonObject;
  /** The lines of the row in `table`, `csv`, `tsv` and `markdown`: mostly one, the row itself. */
  readonly linesOf: (row: Row) => readonly Line[];
  readonly columns: readonly Column<Line>[];
  /** A last line for people, which `csv` and `tsv` leave out: a program would count it twice. */
  readonly totals?: readonly Cell[];
  /** What `table` shows instead of columns, where the result reads better in full; whole in a pipe. */
  readonly details?: (whole: boolean) => readonly DetailView[];
  /** The whole result for `json` and `yaml`, around its items. */
  readonly document: (items: readonly JsonObject[], run: RunFacts) => JsonObject;
  /** For `openmetrics`. */
  readonly metrics: (run: RunFacts) => readonly Metric[];
}

/** What a result does not hold itself: when it was made, of what, and what a person was told besides. */
export interface RunFacts {
  readonly time: Date;
  /** What git says of the work tree; null with a revision, and where nobody asked. */
  readonly checkout: { readonly commit: string | null; readonly clean: boolean | null } | null;
  readonly warnings: readonly Warning[];
}

/** A message on stderr. */
export interface Warning {
  readonly code: string;
  readonly level: 'note' | 'warning' | 'error';
  readonly message: string;
  /** What to try, a line each. */
  readonly hints: readonly string[];
}

/** A column of a table: how it looks, and what stands in it. */
export interface Column<Line> extends ColumnLayout {
  readonly cellOf: (line: Line) => Cell;
}

export interface ColumnLayout {
  /** What programs call it; heads it in `csv` and `tsv`. */
  readonly name: string;
  /** What people call it; the name where there is nothing else. */
  readonly title?: string;
  /** Whether its name is a field that the command line takes: people then read the name, to write it again. */
  readonly isField?: boolean;
  readonly align?: 'left' | 'right';
  /** Where a value loses characters when the terminal is too narrow; `end` by default. */
  readonly shorten?: 'end' | 'middle' | 'start';
  /** Left out, last such column first, when the terminal is too narrow for all. */
  readonly expendable?: boolean;
  /** Loses characters before the others do: the end of its texts is what matters least. */
  readonly yields?: boolean;
  /** Goes on in the next line, instead of losing characters, when the terminal is too narrow. */
  readonly wrap?: boolean;
}

export interface Cell {
  readonly text: string;
  /** What people see instead of the text, in `table` and `markdown`: `57.1%` for `0.5714`. */
  readonly shown?: string;
  /** Ever shorter ways to write it that still say most of it. */
  readonly shorter?: readonly string[];
  /** Whether a terminal shows a shorter way even where there is room for the whole: a digest says nothing to people. */
  readonly brief?: boolean;
  readonly tone?: Tone;
}

export type Tone = 'good' | 'middling' | 'bad' | 'faint';

/** One thing in full: a title, then sections one below the other. */
export interface DetailView {
  readonly title?: string;
  readonly sections: readonly Section[];
}

export type Section = FactsSection | TextSection | FoldedSection | GroupsSection | TableSection;

/** Labels, each with its value beside it. */
export interface FactsSection {
  readonly kind: 'facts';
  readonly title?: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly cell: Cell;
}

/** Headings, each with what belongs to it below. */
export interface GroupsSection {
  readonly kind: 'groups';
  readonly groups: readonly Group[];
}

export interface Group {
  readonly title: string;
  readonly entries: readonly GroupEntry[];
  /** Names that have nothing more to say, one behind the other. */
  readonly names: readonly string[];
}

/** What is said of a label, beside it or, where there is no room, below. */
interface GroupEntry {
  readonly label: Cell;
  readonly value: string;
}

export interface TableSection {
  readonly kind: 'table';
  readonly table: Table;
}

/** Lines whose indentation means something, such as a query. */
export interface TextSection {
  readonly kind: 'text';
  readonly title: string;
  readonly lines: readonly string[];
}

/** Lines in a language that knows itself how to be folded, such as YAML. */
export interface FoldedSection {
  readonly kind: 'folded';
  readonly title: string;
  /** The lines in so many columns, or whole. They need no more escapes. */
  readonly linesIn: (width: number | undefined) => readonly string[];
}

/** A gauge with its samples, as OpenMetrics has them. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What heads columns: their names, titles for people, nothing, or what suits the form. */
export const HEADERS = ['names', 'titles', 'none', 'auto'] as const;
export type Header = (typeof HEADERS)[number];

/** The rows as cells. */
export interface Table {
  readonly columns: readonly ColumnLayout[];
  readonly rows: readonly (readonly Cell[])[];
  readonly totals?: readonly Cell[] | undefined;
}

/** What heads a column for people; programs read the names unless somebody wants titles. */
export function headingOf({ name, title = name, isField = false }: ColumnLayout, header: Header): string {
  return header === 'titles' || (header === 'auto' && !isField) ? title : name;
}

export function namesIn<Row, Line>({ rows, nameOf }: View<Row, Line>): readonly string[] {
  return rows.flatMap((row) => nameOf(row) ?? []);
}

export function itemsIn<Row, Line>({ rows, itemOf }: View<Row, Line>): readonly JsonObject[] {
  return rows.map((row) => itemOf(row));
}

export function tableIn<Row, Line>({ rows, linesOf, columns, totals }: View<Row, Line>): Table {
  const lines = rows.flatMap((row) => linesOf(row));
  return { columns, rows: lines.map((line) => columns.map(({ cellOf }) => cellOf(line))), totals };
}
