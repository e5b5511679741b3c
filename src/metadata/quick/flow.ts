import type { Value } from '../../values/value.js';
import { resolvePlain } from '../scalars/resolve.js';
import { CODE } from './characters.js';
import type { OpenText } from './open-text.js';
import { readQuoted } from './quoted.js';
import { isQuote } from './quotes.js';
import { refuse } from './refuse.js';

/** Words without anything that could mean more between brackets. */
const PLAIN_ITEM = /[A-Za-z0-9_$.][A-Za-z0-9_$./@+-]*(?: [A-Za-z0-9_$./@+-]+)*/y;

/**
 * The `[a, "b"]` at a place, leaving the place after its bracket.
 * Its further lines have to be indented by more than `indent` spaces.
 */
export function readFlowSequence(text: OpenText, indent: number): Value {
  const items: Value[] = [];
  text.position += 1;
  skipGap(text, indent);
  while (text.code !== CODE.closeBracket) {
    items.push(readItem(text, indent));
    skipGap(text, indent);
    if (text.code === CODE.comma) {
      text.position += 1;
      skipGap(text, indent);
    } else if (text.code !== CODE.closeBracket) refuse();
  }
  text.position += 1;
  return items;
}

function readItem(text: OpenText, indent: number): Value {
  if (isQuote(text.code)) return readQuoted(text, indent);
  PLAIN_ITEM.lastIndex = text.position;
  const item = PLAIN_ITEM.exec(text.line)?.[0] ?? refuse();
  text.position += item.length;
  const value = resolvePlain(item);
  return value === undefined ? refuse() : value;
}

/** Moves over spaces and line ends. */
function skipGap(text: OpenText, indent: number): void {
  text.skipSpaces();
  if (text.position < text.line.length) return;
  while (text.position === text.line.length) {
    text.nextLine();
    text.skipSpaces();
  }
  if (text.position <= indent) refuse();
}
