import {
  isCased,
  isDecimal,
  isDigit,
  isIdentifier,
  isLetter,
  isLower,
  isNumeric,
  isSpace,
  isTitle,
  isUpper,
} from '../runtime/code-points.js';
import { isPrintable } from '../../values/python-string.js';
import { type Method, type Methods, takes } from '../signature.js';

function every(test: (character: string) => boolean, whenEmpty = false): Method<string> {
  return asks((self) => (self === '' ? whenEmpty : Array.from(self).every(test)));
}

function asks(question: (self: string) => boolean): Method<string> {
  return {
    signature: takes(0),
    run: (self, _given, meter) => {
      meter.characters(self.length);
      return question(self);
    },
  };
}

/** At least one cased character, and all of them in the right case. */
function cased(
  wrong: (character: string) => boolean,
  right: (character: string) => boolean,
): (self: string) => boolean {
  return (self) => {
    const characters = Array.from(self);
    return characters.some(right) && !characters.some((c) => wrong(c) || isTitle(c));
  };
}

function isTitled(self: string): boolean {
  let inWord = false;
  let found = false;
  for (const character of self) {
    if (isUpper(character) || isTitle(character)) {
      if (inWord) return false;
      found = true;
    } else if (isLower(character)) {
      if (!inWord) return false;
      found = true;
    }
    inWord = isCased(character);
  }
  return found;
}

export const predicateMethods: Methods<string> = {
  isalpha: every(isLetter),
  isdecimal: every(isDecimal),
  isdigit: every(isDigit),
  isnumeric: every(isNumeric),
  isalnum: every((c) => isLetter(c) || isDecimal(c) || isDigit(c) || isNumeric(c)),
  isspace: every(isSpace),
  isascii: every((c) => c <= '\x7f', true),
  isprintable: every(isPrintable, true),
  isidentifier: asks(isIdentifier),
  islower: asks(cased(isUpper, isLower)),
  isupper: asks(cased(isLower, isUpper)),
  istitle: asks(isTitled),
};
