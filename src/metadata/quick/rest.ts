import type { Scalar } from '../../values/value.js';
import { resolvePlain } from '../scalars/resolve.js';
import { CODE, endsLine } from './characters.js';
import { closingQuote, unquoted } from './quotes.js';

/**
 * What a line holds behind dash and key: a quoted scalar, a plain one that further lines may go on with, something `open`
 * that needs a look at its characters, and perhaps at further lines, or something that the quick reader does not know.
 */
export type RestKind = 'nothing' | 'quoted' | 'plain' | 'open' | 'unknown';

export interface Rest {
  readonly kind: RestKind;
  /** Of a scalar. */
  readonly value: Scalar | undefined;
  /** Where the scalar ends in the line. */
  readonly end: number;
}

const valueless = (kind: RestKind): Rest => ({ kind, value: undefined, end: 0 });

const NOTHING = valueless('nothing');
const OPEN = valueless('open');
export const UNKNOWN = valueless('unknown');

/** What a plain scalar holds of one line: it ends before `: `, ` #` and white space at the end of the line. */
const PLAIN = /(?:[^\t \-?:,[\]{}#&*!|>'"%@`]|-(?=[0-9A-Za-z.]))(?:[^\t:# ]+|:(?=[^ \t])|#| +(?=[^ #\t]))*/y;

/** The rest of a line from `start` on, where there is no space. */
export function restFrom(line: string, start: number): Rest {
  if (start === line.length) return NOTHING;
  switch (line.charCodeAt(start)) {
    case CODE.doubleQuote:
    case CODE.singleQuote:
      return quotedFrom(line, start);
    case CODE.openBracket:
    case CODE.openBrace:
    case CODE.bar:
    case CODE.greater:
      return OPEN;
    case CODE.hash:
      return NOTHING;
    default:
      return plainFrom(line, start);
  }
}

function quotedFrom(line: string, start: number): Rest {
  const end = closingQuote(line, start + 1, line.charCodeAt(start)) + 1;
  if (end === 0) return OPEN;
  const value = unquoted(line.slice(start, end));
  return value !== undefined && endsLine(line, end) ? { kind: 'quoted', value, end } : UNKNOWN;
}

function plainFrom(line: string, start: number): Rest {
  PLAIN.lastIndex = start;
  if (!PLAIN.test(line)) return UNKNOWN;
  const end = PLAIN.lastIndex;
  return endsLine(line, end) ? { kind: 'plain', value: resolvePlain(line.slice(start, end)), end } : UNKNOWN;
}
