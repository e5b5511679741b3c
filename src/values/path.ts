import { CalendarDate } from './dates.js';
import { isFieldName } from './python-names.js';
import { readString, reprString } from './python-string.js';
import { Float, type Scalar, type Value, entriesOf, isList, isMapping, valueUnder } from './value.js';

/**
 * One step into a value. A key is that of a mapping, or the index of a list. `items` is each item of a list and `any` goes
 * under any key: these two lead to many places, and are not part of queries.
 */
export type Step =
  { readonly kind: 'key'; readonly key: Scalar } | { readonly kind: 'items' } | { readonly kind: 'any' };

/** From a name that queries know (`data`) to a place below it. */
export type FieldPath = readonly Step[];

export const ITEMS: Step = { kind: 'items' };
export const ANY_KEY: Step = { kind: 'any' };

export function keyStep(key: Scalar): Step {
  return { kind: 'key', key };
}

/** A path of keys alone. */
export function pathOfKeys(keys: readonly Scalar[]): FieldPath {
  return keys.map(keyStep);
}

/** A path as the query language writes it: `data.ab_internal.ql`, `data['owning-sig']`, `data.tags[]`, `data.releases.*`. */
export function pathText([root, ...steps]: FieldPath): string {
  const name = root?.kind === 'key' ? String(root.key) : '';
  return name + steps.map(stepText).join('');
}

/** What a step adds to the text of a path: `.ql`, `['owning-sig']`, `[]`, `.*`. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'items':
      return '[]';
    case 'any':
      return '.*';
    case 'key': {
      const { key } = step;
      if (typeof key === 'string') return isFieldName(key) ? `.${key}` : `[${reprString(key)}]`;
      const literal = literalOf(key);
      return literal === null ? stepText(ANY_KEY) : `[${literal}]`;
    }
  }
}

/** A key that is no string as a query writes it; null for those that no query can: timestamps, and what is not a number. */
function literalOf(key: Exclude<Scalar, string>): string | null {
  if (key === null) return 'None';
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  if (typeof key === 'bigint' || Number.isSafeInteger(key)) return key.toString();
  if (typeof key === 'number') return floatLiteral(key);
  if (key instanceof Float) return floatLiteral(key.value);
  return key instanceof CalendarDate ? `date('${key.toString()}')` : null;
}

function floatLiteral(float: number): string | null {
  if (Number.isNaN(float)) return null;
  if (!Number.isFinite(float)) return float > 0 ? '1e999' : '-1e999';
  const text = String(float);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The keys of a path side by side, whatever they are: `data.owning-sig`. Two paths can have the same. */
export function dottedText(path: FieldPath): string {
  return path
    .map((step) => (step.kind === 'key' && typeof step.key === 'string' ? `.${step.key}` : stepText(step)))
    .join('')
    .replace(/^\./, '');
}

/** A path as somebody wrote it. */
export interface WrittenPath {
  readonly path: FieldPath;
  /** Whether it names its keys with dots alone, so that keys which hold dots themselves may be meant. */
  readonly isDotted: boolean;
}

const ROOT = /[^.[\]]+/y;
const STRING = `"(?:[^"\\\\]|\\\\[^])*"|'(?:[^'\\\\]|\\\\[^])*'`;
const STEP = new RegExp(`\\.([^.[\\]]*)|(\\[\\])|\\[\\s*((?:${STRING}|[^\\]"'])+?)\\s*\\]`, 'y');

/** Reads a path that `pathText` wrote, or one of names with dots between them. Undefined where it is neither. */
export function parsePath(text: string): WrittenPath | undefined {
  ROOT.lastIndex = 0;
  const root = ROOT.exec(text)?.[0];
  if (root === undefined) return undefined;
  const path: Step[] = [keyStep(root)];
  let isDotted = true;
  for (let index = root.length; index < text.length; index = STEP.lastIndex) {
    STEP.lastIndex = index;
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [, word, items, written] = match;
    if (word !== undefined) path.push(word === '*' ? ANY_KEY : keyStep(word));
    else if (items !== undefined) path.push(ITEMS);
    else {
      const key = keyOf(written ?? '');
      if (key === undefined) return undefined;
      path.push(keyStep(key));
      isDotted = false;
    }
  }
  return { path, isDotted };
}

const WORDS: ReadonlyMap<string, Scalar> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);
const WHOLE_STRING = new RegExp(`^(?:${STRING})$`);
const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const FLOAT = /^-?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][+-]?\d+)?$/;
const DATE = /^date\(\s*(["'])(\d{4})-(\d\d)-(\d\d)\1\s*\)$/;

/** The key that a literal between brackets stands for. */
function keyOf(literal: string): Scalar | undefined {
  if (WHOLE_STRING.test(literal)) return readString(literal);
  if (INTEGER.test(literal)) {
    const integer = BigInt(literal);
    return Number.isSafeInteger(Number(literal)) ? Number(integer) : integer;
  }
  if (FLOAT.test(literal)) {
    const float = Number(literal);
    return Number.isSafeInteger(float) ? new Float(float) : float;
  }
  const date = DATE.exec(literal);
  return date === null ? WORDS.get(literal) : new CalendarDate(Number(date[2]), Number(date[3]), Number(date[4]));
}

/** True for a path that may lead to many places. */
export function isPattern(path: FieldPath): boolean {
  return path.some(({ kind }) => kind !== 'key');
}

/** All values that a path leads to, in source order. */
export function valuesAt(value: Value, path: FieldPath): readonly Value[] {
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  return valuesBelow(value, step).flatMap((inner) => valuesAt(inner, rest));
}

function valuesBelow(value: Value, step: Step): readonly Value[] {
  switch (step.kind) {
    case 'items':
      return isList(value) ? value : [];
    case 'any':
      return isMapping(value) ? [...entriesOf(value)].map(([, inner]) => inner) : [];
    case 'key': {
      const inner = valueUnder(value, step.key);
      return inner === undefined ? [] : [inner];
    }
  }
}

/** The value at names with dots between them, such as `ab_internal.ql`; undefined where one is missing. */
export function valueAt(value: Value, dotted: string): Value | undefined {
  const written = parsePath(dotted);
  return written === undefined ? undefined : valuesAt(value, dottedReading(value, written.path) ?? written.path)[0];
}

/**
 * What a path of names with dots between them means in a value: the path itself if it leads somewhere, else the one that
 * takes several names for one key (`releases.1.0.0`), the longest key that fits. Undefined if none leads anywhere.
 */
export function dottedReading(value: Value, path: FieldPath): FieldPath | undefined {
  return valuesAt(value, path).length > 0 ? path : joinedReading(value, path);
}

function joinedReading(value: Value, path: FieldPath): FieldPath | undefined {
  const [step] = path;
  if (step === undefined) return [];
  if (step.kind !== 'key') {
    for (const inner of valuesBelow(value, step)) {
      const found = joinedReading(inner, path.slice(1));
      if (found !== undefined) return [step, ...found];
    }
    return undefined;
  }
  const end = path.findIndex(({ kind }) => kind !== 'key');
  for (let length = end === -1 ? path.length : end; length > 0; length--) {
    const key = dottedText(path.slice(0, length));
    const inner = valueUnder(value, key);
    const found = inner === undefined ? undefined : joinedReading(inner, path.slice(length));
    if (found !== undefined) return [keyStep(key), ...found];
  }
  return undefined;
}
