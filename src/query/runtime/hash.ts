import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import { Duration, Image, QueryObject, Range, SemanticVersion } from './objects.js';
import { type HashKey, type RuntimeValue, Stream, Tuple, View, describeKind } from './runtime-value.js';

/** Prefix of the keys of values other than strings. A string that starts with it gets it twice. */
const MARK = '\0';

/**
 * The key of a value in sets and mappings: the same for equal values.
 * @throws EvaluationFault for a value that Python cannot hash, such as a list
 */
export function hashKey(value: RuntimeValue): HashKey {
  switch (typeof value) {
    case 'string':
      return value.startsWith(MARK) ? MARK + value : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'number':
      return floatKey(value);
    case 'bigint':
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    default:
      return value === null ? null : objectKey(value);
  }
}

function floatKey(value: number): HashKey {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
}

function objectKey(value: RuntimeValue & object): HashKey {
  if (value instanceof Tuple) return `${MARK}t${value.items.map((item) => componentKey(hashKey(item))).join('')}`;
  // NaN is equal to nothing, but the same object is found again.
  if (value instanceof Float) return Number.isNaN(value.value) ? value : floatKey(value.value);
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
  const text = String(key);
  const tag = typeof key === 'string' ? 's' : key === null ? 'z' : 'n';
  return `${tag}${text.length}:${text}`;
}

function unhashable(value: RuntimeValue): EvaluationFault {
  return new EvaluationFault(
    'type',
    `${describeKind(value)} cannot be a key of a mapping or an item of a set`,
    'use a tuple: `tuple(x)`',
  );
}
