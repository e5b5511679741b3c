import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointLength, sliceCodePoints } from '../runtime/code-points.js';
import type { RuntimeValue } from '../runtime/runtime-value.js';
import { type Methods, boundArgument, stringArgument, stringAlternatives, takes } from '../signature.js';

interface Window {
  /** The part between `start` and `end`. */
  readonly text: string;
  /** Code points before it. */
  readonly offset: number;
  /** False if the start is behind the end or the string: nothing is found there, not even ''. */
  readonly valid: boolean;
}

function windowOf(
  self: string,
  start: RuntimeValue | undefined,
  end: RuntimeValue | undefined,
  name: string,
  meter: Meter,
): Window {
  const length = codePointLength(self, meter);
  const from = boundArgument(start, name, 0, length);
  const to = Math.min(boundArgument(end, name, length, length), length);
  if (from === 0 && to === length) return { text: self, offset: 0, valid: true };
  const text = sliceCodePoints(self, Math.min(from, length), Math.max(from, to), meter);
  return { text, offset: from, valid: from <= to };
}

function find(
  self: string,
  [part, start, end]: readonly (RuntimeValue | undefined)[],
  name: string,
  last: boolean,
  meter: Meter,
): number {
  const wanted = stringArgument(part, name);
  meter.search(self, wanted);
  const { text, offset, valid } = windowOf(self, start, end, name, meter);
  if (!valid) return -1;
  const at = last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
  return at < 0 ? -1 : offset + codePointLength(text.slice(0, at), meter);
}

function found(index: number): number {
  if (index < 0)
    throw new EvaluationFault('value', 'the part does not occur in the string', '`.find()` gives -1 instead');
  return index;
}

function countOf(self: string, part: string, meter: Meter): number {
  if (part === '') return codePointLength(self, meter) + 1;
  let count = 0;
  for (let at = self.indexOf(part); at >= 0; at = self.indexOf(part, at + part.length)) count += 1;
  return count;
}

function edge(
  self: string,
  [parts, start, end]: readonly (RuntimeValue | undefined)[],
  name: 'startswith' | 'endswith',
  meter: Meter,
): boolean {
  const { text, valid } = windowOf(self, start, end, name, meter);
  for (const part of stringAlternatives(parts, name, meter)) {
    meter.scan(part.length);
    if (valid && (name === 'startswith' ? text.startsWith(part) : text.endsWith(part))) return true;
  }
  return false;
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
      const wanted = stringArgument(part, 'count');
      meter.search(self, wanted);
      meter.characters(self.length);
      const { text, valid } = windowOf(self, start, end, 'count', meter);
      return valid ? countOf(text, wanted, meter) : 0;
    },
  },
  startswith: { signature: SEARCH, run: (self, given, meter) => edge(self, given, 'startswith', meter) },
  endswith: { signature: SEARCH, run: (self, given, meter) => edge(self, given, 'endswith', meter) },
};
