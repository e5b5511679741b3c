import { Fault } from '../errors.js';
import type { Meter } from '../run/meter.js';
import { codePointsOf, isSimple, lengthOf, sliceOf } from '../runtime/codepoints.js';
import type { Datum } from '../runtime/datum.js';
import { boundArgument, textArgument, textsArgument } from './arguments.js';
import { type Methods, takes } from './signature.js';

interface Window {
  /** The part between the two bounds. */
  readonly text: string;
  /** Code points before it. */
  readonly offset: number;
  /** False where the start lies behind the end, or behind the text: nothing is found there, not even ''. */
  readonly valid: boolean;
}

function windowOf(self: string, start: Datum | undefined, end: Datum | undefined, name: string): Window {
  const length = lengthOf(self);
  const from = boundArgument(start, name, 0, length);
  const to = Math.min(boundArgument(end, name, length, length), length);
  return { text: sliceOf(self, Math.min(from, length), Math.max(from, to)), offset: from, valid: from <= to };
}

function find(
  self: string,
  [part, start, end]: readonly (Datum | undefined)[],
  name: string,
  last: boolean,
  meter: Meter,
): number {
  const wanted = textArgument(part, name);
  meter.search(self, wanted);
  const { text, offset, valid } = windowOf(self, start, end, name);
  if (!valid) return -1;
  const at = last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
  return at < 0 ? -1 : offset + (isSimple(text) ? at : codePointsOf(text.slice(0, at)).length);
}

function found(index: number): number {
  if (index < 0) throw new Fault('value', 'the part does not occur in the string', '`.find()` gives -1 instead');
  return index;
}

function countOf(self: string, part: string): number {
  if (part === '') return lengthOf(self) + 1;
  let count = 0;
  for (let at = self.indexOf(part); at >= 0; at = self.indexOf(part, at + part.length)) count += 1;
  return count;
}

function edge(
  self: string,
  [parts, start, end]: readonly (Datum | undefined)[],
  name: 'startswith' | 'endswith',
): boolean {
  const wanted = textsArgument(parts, name);
  const { text, valid } = windowOf(self, start, end, name);
  return valid && wanted.some((part) => (name === 'startswith' ? text.startsWith(part) : text.endsWith(part)));
}

const SEARCH = takes(1, 3);

export const searchMethods: Methods<string> = {
  find: { signature: SEARCH, run: (self, given, meter) => find(self, given, 'find', false, meter) },
  rfind: { signature: SEARCH, run: (self, given, meter) => find(self, given, 'rfind', true, meter) },
  index: { signature: SEARCH, run: (self, given, meter) => found(find(self, given, 'index', false, meter)) },
  rindex: { signature: SEARCH, run: (self, given, meter) => found(find(self, given, 'rindex', true, meter)) },
  count: {
    signature: SEARCH,
    run: (self, [part, start, end], meter) => {
      const wanted = textArgument(part, 'count');
      meter.search(self, wanted);
      meter.characters(self.length);
      const { text, valid } = windowOf(self, start, end, 'count');
      return valid ? countOf(text, wanted) : 0;
    },
  },
  startswith: { signature: SEARCH, run: (self, given) => edge(self, given, 'startswith') },
  endswith: { signature: SEARCH, run: (self, given) => edge(self, given, 'endswith') },
};
