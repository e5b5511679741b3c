import { knownLine } from './known-lines.js';
import { BLANK, END, type Line } from './line.js';

/** A place in a text: always at a line with some content, or at the end. */
export class Cursor {
  /** What the line of the cursor says. */
  line: Line = END;
  /** Which of the lines that is. */
  index = -1;

  constructor(readonly lines: readonly string[]) {}

  /** The characters of the line. */
  get source(): string {
    return this.lines[this.index] ?? '';
  }

  /** Moves to the next line with content, over blank lines and comments. */
  advance(): void {
    do {
      this.index += 1;
      this.line = this.index < this.lines.length ? knownLine(this.source) : END;
    } while (this.line === BLANK);
  }
}
