import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float, type Mapping, type Scalar, type Value, entriesOf, isList, isMapping } from '../../values/value.js';
import type { Encoded } from './json.js';

// In front of a value that had to be spelt out; no JSON begins so.
const SPELT = '=';

/** A metadata value for storage. Most metadata is plain JSON, which decodes by being parsed. */
export function encodeDocument(value: Value): string {
  return isPlain(value) ? JSON.stringify(value) : SPELT + JSON.stringify(spell(value));
}

/** The value that was encoded. Throws where the text is not what `encodeDocument` writes. */
export function decodeDocument(text: string): Value {
  const spelt = text.startsWith(SPELT);
  const encoded = parsed(spelt ? text.slice(SPELT.length) : text);
  return spelt ? unspell(encoded) : encoded;
}

function parsed(text: string): Encoded {
  const encoded: unknown = JSON.parse(text);
  if (isEncoded(encoded)) return encoded;
  throw new Error('not JSON');
}

/** Whatever `JSON.parse` gives is JSON all the way down. */
function isEncoded(value: unknown): value is Encoded {
  return ['object', 'string', 'number', 'boolean'].includes(typeof value);
}

function isPlain(value: Value): value is Value & Encoded {
  if (isList(value)) return value.every(isPlain);
  if (isMapping(value)) return !(value instanceof Map) && Object.values(value).every(isPlain);
  return (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'string' ||
    (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0))
  );
}

function spell(value: Value): Encoded {
  if (isList(value)) return ['list', ...value.map(spell)];
  if (isMapping(value))
    return [
      value instanceof Map ? 'map' : 'object',
      ...[...entriesOf(value)].map(([key, inner]) => [spell(key), spell(inner)]),
    ];
  return spellScalar(value);
}

function spellScalar(value: Scalar): Encoded {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : ['number', numberText(value)];
  if (typeof value === 'bigint') return ['bigint', value.toString()];
  if (value instanceof Float) return ['float', numberText(value.value)];
  if (value instanceof CalendarDate) return ['date', value.year, value.month, value.day];
  return ['timestamp', value.microseconds.toString(), value.offsetMinutes];
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function unspell(encoded: Encoded): Value {
  if (!Array.isArray(encoded)) {
    if (typeof encoded === 'object' && encoded !== null) throw new Error('a mapping that is not spelt out');
    return encoded;
  }
  const parts: readonly Encoded[] = encoded;
  const [kind, ...rest] = parts;
  switch (kind) {
    case 'list':
      return rest.map(unspell);
    case 'map':
      return new Map(rest.map(pairOf));
    case 'object':
      return objectOf(rest.map(pairOf));
    default:
      return unspellScalar(kind, rest);
  }
}

function pairOf(encoded: Encoded): [Scalar, Value] {
  if (!Array.isArray(encoded)) throw new Error('a key without a value');
  const pair: readonly Encoded[] = encoded;
  const [key = null, value = null] = pair;
  const scalar = unspell(key);
  if (isList(scalar) || isMapping(scalar)) throw new Error('a key that is not a scalar');
  return [scalar, unspell(value)];
}

/** `Object.fromEntries` defines keys as its own, so that `__proto__` is a key like any other. */
function objectOf(pairs: readonly [Scalar, Value][]): Mapping {
  return Object.fromEntries(pairs.map(([key, value]) => [String(key), value]));
}

function unspellScalar(kind: Encoded | undefined, [first, second, third]: readonly Encoded[]): Scalar {
  if (kind === 'number' && typeof first === 'string') return Number(first);
  if (kind === 'bigint' && typeof first === 'string') return BigInt(first);
  if (kind === 'float' && typeof first === 'string') return new Float(Number(first));
  if (kind === 'date' && typeof first === 'number' && typeof second === 'number' && typeof third === 'number')
    return new CalendarDate(first, second, third);
  if (kind === 'timestamp' && typeof first === 'string' && (second === null || typeof second === 'number'))
    return new Timestamp(BigInt(first), second);
  throw new Error('an unknown kind of value');
}
