import { afterSpaces, endsLine } from './characters.js';
import type { Cursor } from './cursor.js';
import { refuse } from './refuse.js';

/** A place inside a value that may go on in further lines. */
export class OpenText {
  line: string;
  private index: number;

  /** At the rest of the line of a cursor. */
  constructor(
    private readonly cursor: Cursor,
    public position = cursor.line.start,
  ) {
    this.index = cursor.index;
    this.line = cursor.lines[cursor.index] ?? refuse();
  }

  /** The character code at the place; NaN at the end of the line. */
  get code(): number {
    return this.line.charCodeAt(this.position);
  }

  skipSpaces(): void {
    this.position = afterSpaces(this.line, this.position);
  }

  nextLine(): void {
    this.index += 1;
    this.line = this.cursor.lines[this.index] ?? refuse();
    this.position = 0;
  }

  /** Moves the cursor to the first content after the place; only a comment may follow in the line. */
  finish(): void {
    if (!endsLine(this.line, this.position)) refuse();
    this.cursor.index = this.index;
    this.cursor.advance();
  }
}
