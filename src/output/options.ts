import type { Tone, View } from './view.js';

/** How a report is to be shown; everything that a reporter may know of the terminal. */
export interface FormatOptions {
  /** Columns to fit into; undefined in a pipe, where everything is shown whole. */
  readonly width: number | undefined;
  readonly header: boolean;
  readonly paint: Paint;
}

/** Colours, or functions that change nothing. */
export type Paint = Readonly<Record<Tone | 'heading', (text: string) => string>>;

const same = (text: string): string => text;
export const NO_PAINT: Paint = Object.freeze({ good: same, middling: same, bad: same, faint: same, heading: same });

/** A pure function from a report to text. */
export type Formatter = (report: View, options: FormatOptions) => string;
