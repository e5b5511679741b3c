import type { Meter } from '../meter.js';
import { isCased } from '../runtime/code-points.js';
import { type Method, type Methods, takes } from '../signature.js';

/** A word begins after a character without a case. */
function title(self: string): string {
  let result = '';
  let inWord = false;
  for (const [character, lower] of withLowercase(self)) {
    result += inWord ? lower : titleCharacter(character);
    inWord = isCased(character);
  }
  return result;
}

/** Each character with its lowercase in its context: a sigma at the end of a word has a form of its own. */
function* withLowercase(text: string): Iterable<readonly [character: string, lower: string]> {
  const lowered = text.toLowerCase();
  let at = 0;
  for (const character of text) {
    const { length } = character.toLowerCase();
    yield [character, lowered.slice(at, at + length)];
    at += length;
  }
}

function capitalize(self: string): string {
  const [first = ''] = self;
  const lowered = self.toLowerCase();
  return titleCharacter(first) + lowered.slice(first.toLowerCase().length);
}

function swapcase(self: string): string {
  let result = '';
  for (const [character, lower] of withLowercase(self)) {
    if (/\p{Uppercase}/u.test(character)) result += lower;
    else result += /\p{Lowercase}/u.test(character) ? character.toUpperCase() : character;
  }
  return result;
}

function converted(convert: (self: string) => string): Method<string> {
  return {
    signature: takes(0),
    run: (self: string, _given, meter: Meter) => {
      meter.spend(1 + self.length);
      return convert(self);
    },
  };
}

/** A conversion that JavaScript does natively costs fewer steps. */
function native(convert: (self: string) => string): Method<string> {
  return {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.string(self.length);
      return convert(self);
    },
  };
}

export const caseMethods: Methods<string> = {
  lower: native((self) => self.toLowerCase()),
  upper: native((self) => self.toUpperCase()),
  casefold: converted((self) => Array.from(self, foldCharacter).join('')),
  capitalize: converted(capitalize),
  title: converted(title),
  swapcase: converted(swapcase),
};

/** Digraphs in one character, whose titlecase form differs from their uppercase form. */
const DIGRAPHS: Readonly<Record<string, string>> = { Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ' };
const GEORGIAN = /^[\u10d0-\u10ff]$/;
const IOTA_BELOW = '\u0345';

/** The titlecase of a character. JavaScript has only uppercase, `SS` where Python has `Ss`. */
function titleCharacter(character: string): string {
  const upper = character.toUpperCase();
  if (upper === character && !Object.hasOwn(DIGRAPHS, upper)) return character;
  if (GEORGIAN.test(character) || /^\p{Lt}$/u.test(character)) return character;
  const digraph = Object.hasOwn(DIGRAPHS, upper) ? DIGRAPHS[upper] : undefined;
  if (digraph !== undefined) return digraph;
  const [first = '', ...rest] = upper;
  if (rest.length === 0) return upper;
  // A Greek iota subscript becomes a letter of its own in uppercase, but stays a subscript in titlecase.
  if (/^[\u1f80-\u1fff]$/.test(character) && upper.endsWith('\u0399'))
    return `${upper.slice(0, -1)}${IOTA_BELOW}`.normalize('NFC');
  return first + (/^[\u0530-\u058f\ufb00-\ufb17\u00df]$/.test(character) ? rest.join('').toLowerCase() : rest.join(''));
}

/** The case folding of a character. */
function foldCharacter(character: string): string {
  // Cherokee folds to uppercase, all other scripts to lowercase.
  if (/^[\u13a0-\u13f5]$/.test(character) || character === 'ı') return character;
  if (/^[\u13f8-\u13fd\uab70-\uabbf]$/.test(character)) return character.toUpperCase();
  return character === 'ẞ' ? 'ss' : character.toUpperCase().toLowerCase();
}
