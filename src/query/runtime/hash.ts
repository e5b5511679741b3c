import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { Duration, Image, QueryObject, Range, SemanticVersion } from './objects.js';
import { type HashKey, type RuntimeValue, Stream, Tuple, View, describeKind } from './runtime-value.js';

/** Prefix of the keys of values other than strings. A string that starts with it gets it twice. */
const MARK = '\0';

/**
 * The key of a value in sets and mappings: the same for equal values. Each visit is charged, with the characters of its
 * key: the key of a tuple holds those of its items, so one that holds another many times has a long one.
 * @throws EvaluationFault for a value that Python cannot hash, such as a list
 */
export function hashKey(value: RuntimeValue, meter: Meter, depth = 0): HashKey {
  const key = keyOf(value, meter, depth);
  meter.hashVisit(typeof key === 'string' ? key.length : 0);
  return key;
}

/** The key of something that the record itself holds as a key or an item of a set, which is a small value. */
export function keyOfRecord(value: RuntimeValue): HashKey {
  const key = scalarKey(value);
  return key === undefined ? objectKey(value) : key;
}

function keyOf(value: RuntimeValue, meter: Meter, depth: number): HashKey {
  return value instanceof Tuple ? tupleKey(value, meter, depth + 1) : keyOfRecord(value);
}

function tupleKey({ items }: Tuple, meter: Meter, depth: number): HashKey {
  meter.nesting(depth);
  const parts = items.map((item) => {
    const part = componentKey(hashKey(item, meter, depth));
    meter.hashVisit(part.length);
    return part;
  });
  return `${MARK}t${parts.join('')}`;
}

/** The key of a text, a number, a boolean or `None`; undefined for any other value. */
export function scalarKey(value: RuntimeValue): HashKey | undefined {
  switch (typeof value) {
    case 'string':
      return value.startsWith(MARK) ? MARK + value : value;
    case 'boolean':
      return numberKey(value ? 1 : 0);
    case 'number':
      return numberKey(value);
    case 'bigint':
      return integerKey(value);
    default:
      if (value === null) return null;
      // NaN is equal to nothing, but the same object is found again.
      return value instanceof Float ? (Number.isNaN(value.value) ? value : numberKey(value.value)) : undefined;
  }
}

/** As a text, whose hash nobody can foresee: numbers that V8 keeps in one place are easily found. */
function numberKey(value: number): HashKey {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? integerKey(BigInt(value)) : `${MARK}f${value}`;
}

function integerKey(value: bigint): HashKey {
  const safe = value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return safe ? numberKey(Number(value)) : `${MARK}b${value.toString(16)}`;
}

function objectKey(value: RuntimeValue): HashKey {
  if (value instanceof CalendarDate) return `${MARK}d${value.toString()}`;
  if (value instanceof Timestamp)
    return value.offsetMinutes === null
      ? `${MARK}n${value.microseconds}`
      : `${MARK}a${value.microseconds - BigInt(value.offsetMinutes) * 60_000_000n}`;
  if (value instanceof QueryObject) return queryObjectKey(value);
  throw unhashable(value);
}

function queryObjectKey(value: RuntimeValue & QueryObject): HashKey {
  if (value instanceof Duration) return `${MARK}p${value.microseconds}`;
  if (value instanceof SemanticVersion) return `${MARK}v${value.precedenceKey}`;
  if (value instanceof Image) return `${MARK}i${value.text}`;
  if (value instanceof Range)
    return `${MARK}r${value.length === 0 ? '' : `${value.length},${value.start},${value.length === 1 ? '' : value.step}`}`;
  if (value instanceof Stream || (value instanceof View && value.part === 'values')) return value;
  throw unhashable(value);
}

let identities = 0;
const identityOf = new WeakMap<object, number>();

function componentKey(key: HashKey): string {
  if (typeof key === 'object' && key !== null) {
    const identity = identityOf.get(key) ?? ++identities;
    identityOf.set(key, identity);
    return `o${identity};`;
  }
  return key === null ? 'z' : `${key.length}:${key}`;
}

function unhashable(value: RuntimeValue): EvaluationFault {
  return new EvaluationFault(
    'type',
    `${describeKind(value)} cannot be a key of a mapping or an item of a set`,
    'use a tuple: `tuple(x)`',
  );
}
