import { wrapped } from '../text/width.js';

/** A term and what it means. */
export interface Row {
  readonly left: string;
  readonly right: string;
}

const INDENT = '  ';
const GAP = '  ';
const BELOW = '      ';
/** A longer term has its meaning below it instead of beside it. */
const LONGEST_TERM = 27;

/** Terms with their meanings beside them, in one column that starts at the same place everywhere, wrapped to the width. */
export function columned(rows: readonly Row[], width: number): readonly string[] {
  const term = Math.min(LONGEST_TERM, Math.max(...rows.map(({ left }) => left.length)));
  const margin = ' '.repeat(INDENT.length + term + GAP.length);
  return rows.flatMap(({ left, right }) => {
    const lines = wrapped(right, Math.max(20, width - margin.length));
    const [first = '', ...rest] = lines;
    if (left.length > term) return [INDENT + left, ...lines.map((line) => margin + line)];
    return [INDENT + left.padEnd(term) + GAP + first, ...rest.map((line) => margin + line)];
  });
}

/** A remark below what it is about, further in. */
export function below(text: string, width: number): readonly string[] {
  return wrapped(text, Math.max(20, width - BELOW.length)).map((line) => BELOW + line);
}

/** Blocks of lines with an empty line between them; those without lines are left out. */
export function blocks(all: readonly (readonly string[])[]): string {
  return all
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}
