import { CalendarDate, Timestamp } from '../values/dates.js';
import {
  Float,
  type Mapping,
  type Scalar,
  type Value,
  entriesOf,
  isList,
  isMapping,
  isPlainMapping,
} from '../values/value.js';

/** A mapping as it lies in the index, decoded when somebody asks for it. */
export class EncodedMapping {
  #decoded: Mapping | undefined;

  /** @param bytes hold `encodeValue`'s text in UTF-8 from `start` to `end` */
  constructor(
    readonly bytes: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}

  decode(): Mapping {
    if (this.#decoded !== undefined) return this.#decoded;
    const value = decodeValue(this.bytes.toString('utf8', this.start, this.end));
    if (!isMapping(value)) throw new Error('an encoded value is not a mapping');
    return (this.#decoded = value);
  }
}

/** What JSON text can hold. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Precedes a value with tagged kinds; no JSON text begins with it. */
const TAGGED = '=';

/** A metadata value as text without line breaks or tabs. Most metadata is plain JSON, which decodes by being parsed. */
export function encodeValue(value: Value): string {
  return isPlainJson(value) ? JSON.stringify(value) : TAGGED + JSON.stringify(toTagged(value));
}

/** @throws Error where the text is not what `encodeValue` writes */
export function decodeValue(text: string): Value {
  const tagged = text.startsWith(TAGGED);
  const json = parseJson(tagged ? text.slice(TAGGED.length) : text);
  return tagged ? fromTagged(json) : json;
}

function parseJson(text: string): Json {
  const json: unknown = JSON.parse(text);
  if (isJson(json)) return json;
  throw new Error('not JSON');
}

/** Whatever `JSON.parse` gives is JSON all the way down. */
function isJson(value: unknown): value is Json {
  return ['object', 'string', 'number', 'boolean'].includes(typeof value);
}

/** Whether JSON keeps the value as it is: no dates, bigints, floats that look whole, or keys that are not strings. */
function isPlainJson(value: Value): value is Value & Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (isList(value)) return value.every(isPlainJson);
  if (!isPlainMapping(value)) return false;
  // Without a list of entries for each mapping: all metadata of a large fleet comes through here.
  for (const key in value) if (!isPlainJson(value[key] ?? null)) return false;
  return true;
}

function toTagged(value: Value): Json {
  if (isList(value)) return ['list', ...value.map(toTagged)];
  if (isMapping(value)) {
    const pairs = [...entriesOf(value)].map(([key, inner]) => [toTagged(key), toTagged(inner)]);
    return [value instanceof Map ? 'map' : 'object', ...pairs];
  }
  return scalarToTagged(value);
}

function scalarToTagged(value: Scalar): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : ['number', numberText(value)];
  }
  if (typeof value === 'bigint') return ['bigint', value.toString()];
  if (value instanceof Float) return ['float', numberText(value.value)];
  if (value instanceof CalendarDate) return ['date', value.year, value.month, value.day];
  return ['timestamp', value.microseconds.toString(), value.offsetMinutes];
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function fromTagged(json: Json): Value {
  if (!Array.isArray(json)) {
    if (typeof json === 'object' && json !== null) throw new Error('a mapping without a tag');
    return json;
  }
  const parts: readonly Json[] = json;
  const [kind, ...rest] = parts;
  switch (kind) {
    case 'list':
      return rest.map(fromTagged);
    case 'map':
      return new Map(rest.map(pairFrom));
    case 'object':
      // `fromEntries` defines keys as the object's own, so that `__proto__` is a key like any other.
      return Object.fromEntries(rest.map(pairFrom).map(([key, value]) => [String(key), value]));
    default:
      return scalarFromTagged(kind, rest);
  }
}

function pairFrom(json: Json): [Scalar, Value] {
  if (!Array.isArray(json)) throw new Error('a key without a value');
  const pair: readonly Json[] = json;
  const [key = null, value = null] = pair;
  const scalar = fromTagged(key);
  if (isList(scalar) || isMapping(scalar)) throw new Error('a key that is not a scalar');
  return [scalar, fromTagged(value)];
}

function scalarFromTagged(kind: Json | undefined, [first, second, third]: readonly Json[]): Scalar {
  if (kind === 'number' && typeof first === 'string') return Number(first);
  if (kind === 'bigint' && typeof first === 'string') return BigInt(first);
  if (kind === 'float' && typeof first === 'string') return new Float(Number(first));
  if (kind === 'date' && typeof first === 'number' && typeof second === 'number' && typeof third === 'number') {
    return new CalendarDate(first, second, third);
  }
  if (kind === 'timestamp' && typeof first === 'string' && (second === null || typeof second === 'number')) {
    return new Timestamp(BigInt(first), second);
  }
  throw new Error('an unknown kind of value');
}
