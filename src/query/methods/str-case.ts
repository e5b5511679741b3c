import type { Meter } from '../meter.js';
import { isCased } from '../runtime/code-points.js';
import { type Method, type Methods, takes } from '../signature.js';

/** A word begins after a character without a case. */
function title(self: string): string {
  let result = '';
  let inWord = false;
  const lower = lowerInContext(self);
  let index = 0;
  for (const character of self) {
    result += inWord ? lower(index, character) : titleCharacter(character);
    inWord = isCased(character);
    index += character.length;
  }
  return result;
}

/** Lowercases a character by its context: a sigma at the end of a word has a form of its own. */
function lowerInContext(text: string): (index: number, character: string) => string {
  return (index, character) => {
    if (character !== 'Σ') return character.toLowerCase();
    return (text.slice(0, index) + character + text.slice(index + 1))
      .toLowerCase()
      .charAt(text.slice(0, index).toLowerCase().length);
  };
}

function capitalize(self: string): string {
  const [first = ''] = self;
  const lower = lowerInContext(self);
  let result = titleCharacter(first);
  let index = first.length;
  for (const character of self.slice(first.length)) {
    result += lower(index, character);
    index += character.length;
  }
  return result;
}

function swapcase(self: string): string {
  const lower = lowerInContext(self);
  let result = '';
  let index = 0;
  for (const character of self) {
    if (/\p{Uppercase}/u.test(character)) result += lower(index, character);
    else result += /\p{Lowercase}/u.test(character) ? character.toUpperCase() : character;
    index += character.length;
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
