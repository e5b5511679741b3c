import type { Scalar, ScalarTag, Tags } from 'yaml';
import { textWidth } from '../../text/width.js';

/**
 * The tags with one for strings that are folded into so many columns: between words, and where a word is longer than a
 * line behind a mark in it, with the escape that YAML has for that. What cannot be folded, as keys, stays longer.
 */
export function withFoldedStrings(tags: Tags, width: number): Tags {
  return tags.map((tag) => (isStringTag(tag) ? { ...tag, stringify: foldedWith(tag.stringify, width) } : tag));
}

type StringTag = ScalarTag & { readonly stringify: Stringify };
type Stringify = NonNullable<ScalarTag['stringify']>;

function isStringTag(tag: Tags[number]): tag is StringTag {
  return typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str' && 'stringify' in tag;
}

/** How much deeper the library writes what is in a mapping. */
const STEP = 2;

function foldedWith(stringify: Stringify, width: number): Stringify {
  return (item, context, onComment, onChompKeep) => {
    const inOneLine = (scalar: Scalar): string => stringify(scalar, context, onComment, onChompKeep);
    const plain = inOneLine(item);
    if (context.implicitKey) return plain;
    const start = columnOf(context);
    const widest = Math.max(...plain.split('\n').map((line, index) => (index === 0 ? start : 0) + textWidth(line)));
    if (widest <= width) return plain;
    const indent = context.indent === '' ? ' '.repeat(STEP) : context.indent;
    const room = { first: width - start, later: width - indent.length };
    const words = plain.split(' ');
    const fits = (word: string): boolean => PLAIN_WORD.test(word) && textWidth(word) <= room.later;
    const lines =
      plain === item.value && words.every(fits)
        ? foldedWords(words, room)
        : foldedQuotes(inOneLine(Object.assign(item, { type: 'QUOTE_DOUBLE' })).slice(1, -1), room);
    return lines.join(`\n${indent}`);
  };
}

/** Where the string begins: in a list at the indent, in a mapping behind the key. */
function columnOf({ indent, indentAtStart }: Parameters<Stringify>[1]): number {
  return indentAtStart === undefined ? indent.length : indent.length - STEP + indentAtStart + 1;
}

/** A word of a string without quotes that may begin any line. */
const PLAIN_WORD = /^[A-Za-z0-9`(*][^#:]*$/;

/** Columns of the first line and of all others. */
interface Room {
  readonly first: number;
  readonly later: number;
}

function foldedWords(words: readonly string[], room: Room): readonly string[] {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= (lines.length === 1 ? room.first : room.later)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** @param text what stands between the quotes, on one line */
function foldedQuotes(text: string, room: Room): readonly string[] {
  // The last column is for a quote, or for the backslash of a line that ends inside a word.
  const later = room.later - 1;
  // The library escapes a space before a line end, but these lines end elsewhere.
  const pieces = piecesOf(
    text.replaceAll(/\\(.)/gs, (escape, character) => (character === ' ' ? ' ' : escape)),
    later - 1,
  );
  const startsBelow = textWidth(pieces[0]?.text ?? '') > room.first - 2 && room.first < room.later;
  const lines = startsBelow ? ['', '"'] : ['"'];
  for (const { text: piece, space } of pieces) {
    const line = lines.at(-1) ?? '';
    const longer = line === '"' ? line + piece : line + space + piece;
    const most = lines.length === 1 ? room.first - 1 : later;
    if (line === '"' || textWidth(longer) <= most) {
      lines[lines.length - 1] = longer;
    } else {
      if (space === '') lines[lines.length - 1] = `${line}\\`;
      lines.push(piece);
    }
  }
  return lines.map((line, index) => (index === lines.length - 1 ? `${line}"` : line));
}

/** A part of a quoted string, with the space before it that a line end may stand for. */
interface Piece {
  readonly text: string;
  readonly space: '' | ' ';
}

/** Words and, of those that are longer than a line, parts. Spaces that a line end would swallow stay with the word before. */
function piecesOf(text: string, room: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/(?<=[^ ]) (?=[^ ])/g)) {
    pieces.push(...partsOf(text.slice(start, index), start === 0 ? '' : ' ', room));
    start = index + 1;
  }
  return [...pieces, ...partsOf(text.slice(start), start === 0 ? '' : ' ', room)];
}

function partsOf(word: string, space: Piece['space'], room: number): readonly Piece[] {
  const [first = '', ...rest] = partsWithin(word, room, PART_ENDS);
  return [{ text: first, space }, ...rest.map((part): Piece => ({ text: part, space: '' }))];
}

/** Behind what a word may be parted, the best first; at last behind any character or escape. */
const PART_ENDS = [/(?<= )(?=[^ ])/, /(?<=\/)(?=[^ ])/, /(?<=[@:,;?&=])(?=[^ ])/, /(?<=[._-])(?=[^ ])/];
const CHARACTER = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)|./gisu;

function partsWithin(word: string, room: number, ends: readonly RegExp[]): readonly string[] {
  if (textWidth(word) <= room) return [word];
  const [end, ...others] = ends;
  if (end !== undefined) return word.split(end).flatMap((part) => partsWithin(part, room, others));
  const parts = [''];
  for (const [character] of word.matchAll(CHARACTER)) {
    const part = parts.at(-1) ?? '';
    if (part !== '' && character !== ' ' && textWidth(part + character) > room) parts.push(character);
    else parts[parts.length - 1] = part + character;
  }
  return parts;
}
