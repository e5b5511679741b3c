import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength, codePointsOf, isSpace } from '../runtime/code-points.js';
import { itemsOf } from '../runtime/collections.js';
import { type RuntimeValue, describeKind } from '../runtime/runtime-value.js';
import {
  type Method,
  type Methods,
  fillArgument,
  machineIntegerArgument,
  optionalString,
  stringArgument,
  takes,
  takesNamed,
} from '../signature.js';

function stripped(name: string, left: boolean, right: boolean): Method<string> {
  return {
    signature: takes(0, 1),
    run: (self, [characters], meter) => {
      meter.characters(self.length);
      const given = optionalString(characters, name);
      if (given !== null) meter.characters(given.length);
      const wanted = given === null ? null : new Set(given);
      const goes = (c: string | undefined): boolean =>
        c !== undefined && (wanted === null ? isSpace(c) : wanted.has(c));
      const points = codePointsOf(self, meter);
      let start = 0;
      let end = points.length;
      while (left && start < end && goes(points[start])) start += 1;
      while (right && end > start && goes(points[end - 1])) end -= 1;
      return points.slice(start, end).join('');
    },
  };
}

function justified(name: string, spaceBefore: (missing: number, width: number) => number): Method<string> {
  return {
    signature: takes(1, 2),
    run: (self, [width, fill], meter) => {
      const wanted = machineIntegerArgument(width, name);
      const character = fillArgument(fill, name, meter);
      meter.string(wanted);
      const missing = wanted - codePointLength(self, meter);
      if (missing <= 0) return self;
      const before = spaceBefore(missing, wanted);
      return character.repeat(before) + self + character.repeat(missing - before);
    },
  };
}

function zfill(self: string, width: number, meter: Meter): string {
  meter.string(width);
  const missing = width - codePointLength(self, meter);
  if (missing <= 0) return self;
  const sign = /^[+-]/.exec(self)?.[0] ?? '';
  return sign + '0'.repeat(missing) + self.slice(sign.length);
}

function replace(self: string, old: string, by: string, limit: number, meter: Meter): string {
  const times = limit < 0 ? Infinity : limit;
  meter.search(self, old);
  if (old === '') return interleave(self, by, times, meter);
  const parts: string[] = [];
  let start = 0;
  let length = self.length;
  for (let at = self.indexOf(old); at >= 0 && parts.length < times; at = self.indexOf(old, start)) {
    parts.push(self.slice(start, at));
    start = at + old.length;
    meter.spend(1);
    length += by.length - old.length;
    meter.string(length, by.length);
  }
  return [...parts, self.slice(start)].join(by);
}

/** The empty string is found before every character and at the end. */
function interleave(self: string, by: string, times: number, meter: Meter): string {
  meter.characters(self.length);
  const points = codePointsOf(self, meter);
  meter.string(points.length + Math.min(times, points.length + 1) * by.length);
  const result = points.map((character, i) => (i < times ? by : '') + character).join('');
  return points.length < times ? result + by : result;
}

function join(self: string, items: RuntimeValue, meter: Meter): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of itemsOf(items, meter)) {
    if (typeof item !== 'string')
      throw new EvaluationFault(
        'type',
        `\`join()\` joins strings, and item ${parts.length + 1} is ${describeKind(item)}`,
        'turn the items into strings: `[str(x) for x in xs]`',
      );
    meter.spend(1);
    const added = codePointLength(item, meter) + (parts.length > 0 ? self.length : 0);
    length += added;
    meter.string(length, added);
    parts.push(item);
  }
  return parts.join(self);
}

function expandTabs(self: string, size: number, meter: Meter): string {
  meter.characters(self.length);
  let result = '';
  let column = 0;
  for (const character of self) {
    if (character === '\t') {
      const width = size > 0 ? size - (column % size) : 0;
      meter.string(result.length + width, width);
      result += ' '.repeat(width);
      column += width;
    } else {
      result += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return result;
}

export const transformMethods: Methods<string> = {
  strip: stripped('strip', true, true),
  lstrip: stripped('lstrip', true, false),
  rstrip: stripped('rstrip', false, true),
  ljust: justified('ljust', () => 0),
  rjust: justified('rjust', (missing) => missing),
  // An odd space goes to the left if the width is odd, as in CPython.
  center: justified('center', (missing, width) => Math.floor(missing / 2) + (missing & width & 1)),
  zfill: {
    signature: takes(1),
    run: (self, [width], meter) => zfill(self, machineIntegerArgument(width, 'zfill'), meter),
  },
  replace: {
    signature: takes(2, 3),
    run: (self, [old, by, count], meter) =>
      replace(
        self,
        stringArgument(old, 'replace'),
        stringArgument(by, 'replace'),
        machineIntegerArgument(count, 'replace', -1),
        meter,
      ),
  },
  join: { signature: takes(1), run: (self, [items], meter) => join(self, items ?? null, meter) },
  expandtabs: {
    signature: takesNamed(0, 'tabsize'),
    run: (self, [size], meter) => expandTabs(self, machineIntegerArgument(size, 'expandtabs', 8), meter),
  },
  removeprefix: {
    signature: takes(1),
    run: (self, [prefix], meter) => {
      const text = stringArgument(prefix, 'removeprefix');
      meter.scan(text.length);
      return self.startsWith(text) ? self.slice(text.length) : self;
    },
  },
  removesuffix: {
    signature: takes(1),
    run: (self, [suffix], meter) => {
      const text = stringArgument(suffix, 'removesuffix');
      meter.scan(text.length);
      return text !== '' && self.endsWith(text) ? self.slice(0, -text.length) : self;
    },
  },
};
