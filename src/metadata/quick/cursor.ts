/** The reader met something that it leaves to the full reader; not an error of the file. */
export class Refused extends Error {}

// One for all: a stack trace for each would cost more than the reading.
const REFUSED = new Refused();

export function refuse(): never {
  throw REFUSED;
}

export const CODE = {
  tab: 0x09, newline: 0x0a, space: 0x20, doubleQuote: 0x22, hash: 0x23, percent: 0x25, singleQuote: 0x27,
  comma: 0x2c, dash: 0x2d, dot: 0x2e, colon: 0x3a, greater: 0x3e, openBracket: 0x5b, closeBracket: 0x5d,
  openBrace: 0x7b, bar: 0x7c, closeBrace: 0x7d,
} as const;

/** The column of the cursor where the text is over: left of every block. */
export const AT_END = -1;

/** A place in a text: always at the first character of some content, or at the end. */
export class Cursor {
  position = 0;
  /** Spaces before the content, where it is the first of its line. */
  column = AT_END;

  constructor(readonly text: string) {}

  /** The character code at the cursor; NaN at the end. */
  get code(): number {
    return this.text.charCodeAt(this.position);
  }

  skipSpaces(): void {
    while (this.code === CODE.space) this.position += 1;
  }

  /** Moves to the first content at or after the start of a line, over blank lines and comments. */
  seek(lineStart: number): void {
    const { text } = this;
    for (let start = lineStart; ; ) {
      let at = start;
      while (text.charCodeAt(at) === CODE.space) at += 1;
      const code = text.charCodeAt(at);
      if (code === CODE.newline) start = at + 1;
      else if (code === CODE.hash) start = this.lineEnd(at) + 1;
      else { this.stopAt(at, at - start, code); return; }
    }
  }

  /** Moves from the end of some content to the next line that has any; only a comment may follow in its own line. */
  finishLine(contentEnd: number): void {
    let at = contentEnd;
    // Nearly always the line is over here.
    if (this.text.charCodeAt(at) === CODE.newline) { this.seek(at + 1); return; }
    while (this.text.charCodeAt(at) === CODE.space) at += 1;
    if (at < this.text.length && this.text.charCodeAt(at) !== CODE.newline) {
      if (at === contentEnd || this.text.charCodeAt(at) !== CODE.hash) refuse();
      at = this.lineEnd(at);
    }
    this.seek(at + 1);
  }

  lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end === -1 ? this.text.length : end;
  }

  private stopAt(at: number, column: number, code: number): void {
    this.position = Math.min(at, this.text.length);
    this.column = at < this.text.length ? column : AT_END;
    if (code === CODE.tab || (column === 0 && this.startsMarker(code))) refuse();
  }

  /** Directives and the lines that start or end a document. */
  private startsMarker(code: number): boolean {
    if (code === CODE.percent) return true;
    if (code !== CODE.dash && code !== CODE.dot) return false;
    return this.text.startsWith('---', this.position) || this.text.startsWith('...', this.position);
  }
}
