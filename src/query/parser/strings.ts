import { type Quoting, character } from './characters.js';
import type { Dialect } from './dialect.js';
import { formattedParts } from './fstrings.js';
import type { RawNode } from './raw.js';

const OPENING = /([rR]?[fF]|[fF]?[rR]|[uU]|[bB][rR]?|[rR][bB])?('''|"""|'|")/y;

interface Opening extends Quoting {
  readonly formatted: boolean;
  readonly bytes: boolean;
  readonly length: number;
}

function openingAt(dialect: Dialect): Opening | null {
  OPENING.lastIndex = dialect.index;
  const match = OPENING.exec(dialect.expr);
  if (match === null) return null;
  const prefix = (match[1] ?? '').toLowerCase();
  const quote = match[2] ?? '';
  return {
    quote,
    raw: prefix.includes('r'),
    formatted: prefix.includes('f'),
    bytes: prefix.includes('b'),
    open: dialect.index,
    length: match[0].length,
  };
}

export function startsString(dialect: Dialect): boolean {
  return openingAt(dialect) !== null;
}

/** One text, or several side by side, which Python joins. */
export function strings(dialect: Dialect): RawNode {
  const start = dialect.index;
  const parts: RawNode[] = [];
  let formatted = false;
  let end = start;
  for (let opening = openingAt(dialect); opening !== null; opening = openingAt(dialect)) {
    if (opening.bytes) {
      dialect.fail({
        code: 'not-available',
        summary: 'there are no bytes in a query',
        hint: 'leave out the `b`',
        range: { start: dialect.index, end: dialect.index + opening.length },
      });
    }
    dialect.index += opening.length;
    formatted ||= opening.formatted;
    parts.push(...(opening.formatted ? formattedParts(dialect, opening) : [plain(dialect, opening)]));
    end = dialect.index;
    dialect.gobbleSpaces();
  }
  if (formatted) return dialect.node('FormattedString', start, { parts }, parts, end);
  const value = parts.map((part) => (typeof part.value === 'string' ? part.value : '')).join('');
  return dialect.node('Literal', start, { value, raw: dialect.expr.slice(start, end) }, [], end);
}

function plain(dialect: Dialect, quoting: Quoting): RawNode {
  const start = dialect.index;
  let value = '';
  while (!dialect.take(quoting.quote)) value += character(dialect, quoting);
  return dialect.node('Literal', start, { value, raw: dialect.expr.slice(start, dialect.index) });
}
