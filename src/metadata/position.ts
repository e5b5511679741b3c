export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Tells the lines and columns of a text whose lines end in `\n`. */
export class Positions {
  private readonly lineStarts: readonly number[];

  constructor(text: string) {
    const lineStarts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
    this.lineStarts = lineStarts;
  }

  at(offset: number): Position {
    let [first, after] = [0, this.lineStarts.length];
    while (after - first > 1) {
      const middle = (first + after) >>> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) first = middle;
      else after = middle;
    }
    return { line: first + 1, column: offset - (this.lineStarts[first] ?? 0) + 1 };
  }
}
