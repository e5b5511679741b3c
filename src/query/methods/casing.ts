import type { Meter } from '../run/meter.js';
import { isCased } from './characters.js';
import { takes } from './signature.js';
import type { Method, Methods } from './signature.js';
import { foldCharacter, titleCharacter } from './casetables.js';

/** First letters of words large, the others small; a word begins after whatever is no letter with a case. */
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

/** Small letters with the text around them in sight: a sigma at the end of a word is another letter. */
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

/** What JavaScript itself does for a whole text at once costs little. */
function native(convert: (self: string) => string): Method<string> {
  return {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.string(self.length);
      return convert(self);
    },
  };
}

export const casingMethods: Methods<string> = {
  lower: native((self) => self.toLowerCase()),
  upper: native((self) => self.toUpperCase()),
  casefold: converted((self) => Array.from(self, foldCharacter).join('')),
  capitalize: converted(capitalize),
  title: converted(title),
  swapcase: converted(swapcase),
};
