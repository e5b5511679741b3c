import { afterSpaces, bail, BLANK_LINE, END_LINE, endsLine, type Line, lineOf } from './line.js';

/** Moves over the lines of a text that have content; stands at `END_LINE` after the last. */
export class LineCursor {
  /** The line it stands at, parsed. */
  line: Line = END_LINE;
  /** Which of the lines that is. */
  index = -1;

  constructor(readonly lines: readonly string[]) {}

  /** The characters of the line it stands at. */
  get source(): string {
    return this.lines[this.index] ?? '';
  }

  /** Moves to the next line with content, over blank lines and comments. */
  advance(): void {
    do {
      this.index += 1;
      this.line = this.index < this.lines.length ? lineOf(this.source) : END_LINE;
    } while (this.line === BLANK_LINE);
  }
}

/** Moves over the characters of one value, which may span lines. */
export class CharCursor {
  /** The characters of the line it stands in. */
  line: string;
  /** Index in that line. */
  position: number;
  private lineIndex: number;

  /** Starts at the value in the line of a cursor, which stays there until `finish`. */
  constructor(private readonly lineCursor: LineCursor) {
    this.position = lineCursor.line.valueStart;
    this.lineIndex = lineCursor.index;
    this.line = lineCursor.source;
  }

  /** The character code at the position; NaN at the end of the line. */
  get code(): number {
    return this.line.charCodeAt(this.position);
  }

  skipSpaces(): void {
    this.position = afterSpaces(this.line, this.position);
  }

  nextLine(): void {
    this.lineIndex += 1;
    this.line = this.lineCursor.lines[this.lineIndex] ?? bail();
    this.position = 0;
  }

  /** Moves the line cursor to the first content after the value; only a comment may follow in the same line. */
  finish(): void {
    if (!endsLine(this.line, this.position)) bail();
    this.lineCursor.index = this.lineIndex;
    this.lineCursor.advance();
  }
}
