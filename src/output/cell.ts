/** The text of a cell, and ever shorter ways to write it that still say the most of it. */
export interface Cell {
  readonly text: string;
  /** What people see instead of the text, in `table` and `markdown`: `57.1%` for `0.5714`. */
  readonly shown?: string;
  readonly shorter?: readonly string[];
  readonly tone?: Tone;
}

export type Tone = 'good' | 'middling' | 'bad' | 'faint';
