import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { isSpace } from '../runtime/code-points.js';
import { type RuntimeValue, Tuple } from '../runtime/runtime-value.js';
import {
  type Methods,
  machineIntegerArgument,
  optionalString,
  stringArgument,
  takes,
  takesNamed,
} from '../signature.js';

/** Splits at runs of whitespace, at most `most` times, from the left. */
function splitSpaces(self: string, most: number): string[] {
  const parts: string[] = [];
  let index = afterRun(self, 0, true);
  while (index < self.length) {
    if (parts.length >= most) return [...parts, self.slice(index)];
    const end = afterRun(self, index, false);
    parts.push(self.slice(index, end));
    index = afterRun(self, end, true);
  }
  return parts;
}

/** The end of a run of whitespace, or of other characters. */
function afterRun(text: string, start: number, spaces: boolean): number {
  let index = start;
  while (index < text.length && isSpace(text.charAt(index)) === spaces) index += 1;
  return index;
}

function splitSpacesRight(self: string, most: number): string[] {
  const reversed = splitSpaces(Array.from(self).reverse().join(''), most);
  return reversed.map((part) => Array.from(part).reverse().join('')).reverse();
}

function splitBy(self: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = self.indexOf(separator); at >= 0 && parts.length < most; at = self.indexOf(separator, start)) {
    parts.push(self.slice(start, at));
    start = at + separator.length;
  }
  return [...parts, self.slice(start)];
}

function splitByRight(self: string, separator: string, most: number): string[] {
  const parts: string[] = [];
  let end = self.length;
  let at = self.lastIndexOf(separator);
  while (at >= 0 && parts.length < most) {
    parts.push(self.slice(at + separator.length, end));
    end = at;
    at = end - separator.length < 0 ? -1 : self.lastIndexOf(separator, end - separator.length);
  }
  return [...parts, self.slice(0, end)].reverse();
}

function split(
  self: string,
  [separator, limit]: readonly (RuntimeValue | undefined)[],
  right: boolean,
  meter: Meter,
): string[] {
  const name = right ? 'rsplit' : 'split';
  const by = optionalString(separator, name);
  meter.characters(self.length);
  if (by !== null) meter.search(self, by);
  const given = machineIntegerArgument(limit, name, -1);
  const most = given < 0 ? Infinity : given;
  if (by === '')
    throw new EvaluationFault(
      'value',
      `\`${name}()\` cannot split at an empty string`,
      'for the characters, use `list(x)`',
    );
  const parts =
    by === null
      ? (right ? splitSpacesRight : splitSpaces)(self, most)
      : (right ? splitByRight : splitBy)(self, by, most);
  meter.collection(parts.length);
  return parts;
}

function partition(self: string, separator: string, right: boolean, meter: Meter): Tuple {
  meter.search(self, separator);
  if (separator === '') throw new EvaluationFault('value', 'cannot divide at an empty string');
  const at = right ? self.lastIndexOf(separator) : self.indexOf(separator);
  if (at < 0) return new Tuple(right ? ['', '', self] : [self, '', '']);
  return new Tuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
}

const LINE = /([^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/y;

function splitLines(self: string, keepEnds: boolean): string[] {
  const lines: string[] = [];
  LINE.lastIndex = 0;
  while (LINE.lastIndex < self.length) {
    const [whole = '', line = ''] = LINE.exec(self) ?? [];
    lines.push(keepEnds ? whole : line);
  }
  return lines;
}

export const splitMethods: Methods<string> = {
  split: { signature: takesNamed(0, 'sep', 'maxsplit'), run: (self, given, meter) => split(self, given, false, meter) },
  rsplit: { signature: takesNamed(0, 'sep', 'maxsplit'), run: (self, given, meter) => split(self, given, true, meter) },
  splitlines: {
    signature: takesNamed(0, 'keepends'),
    run: (self, [keep], meter) => {
      meter.characters(self.length);
      const lines = splitLines(self, machineIntegerArgument(keep, 'splitlines', 0) !== 0);
      meter.collection(lines.length);
      return lines;
    },
  },
  partition: {
    signature: takes(1),
    run: (self, [separator], meter) => partition(self, stringArgument(separator, 'partition'), false, meter),
  },
  rpartition: {
    signature: takes(1),
    run: (self, [separator], meter) => partition(self, stringArgument(separator, 'rpartition'), true, meter),
  },
};
