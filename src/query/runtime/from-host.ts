import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import { keyOfRecord } from './hash.js';
import { QueryObject } from './objects.js';
import { HashedSet, type HostMapping, type RuntimeValue } from './runtime-value.js';

/**
 * A value that the record holds, as a runtime value. Lists and mappings stay as they are: their contents are converted
 * when they are read.
 * @throws EvaluationFault for something that metadata cannot hold, such as a function
 */
export function fromHost(value: unknown): RuntimeValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    case 'object':
      return value === null || Array.isArray(value) ? value : fromHostObject(value);
    case 'function':
    case 'symbol':
      throw unsupported(`a ${typeof value}`);
  }
}

function fromHostObject(value: object): RuntimeValue {
  if (isHostMapping(value)) return value;
  if (value instanceof Float || value instanceof CalendarDate || value instanceof Timestamp || isRuntimeObject(value))
    return value;
  if (value instanceof Date) return fromHostDate(value);
  if (value instanceof Set) return fromHostSet(value);
  throw unsupported('an object that is no mapping');
}

/** Lists that the query itself builds hold runtime values. */
function isRuntimeObject(value: object): value is RuntimeValue & QueryObject {
  return value instanceof QueryObject;
}

function isHostMapping(value: object): value is HostMapping {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || value instanceof Map;
}

/** A JavaScript Date at midnight UTC is a date, since it cannot say that it has no time; any other is a timestamp. */
function fromHostDate(date: Date): RuntimeValue {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw unsupported('an invalid date');
  if (milliseconds % 86_400_000 === 0)
    return new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return new Timestamp(BigInt(milliseconds) * 1000n, 0);
}

function fromHostSet(items: ReadonlySet<unknown>): RuntimeValue {
  const set = new HashedSet();
  for (const item of items) {
    const converted = fromHost(item);
    set.add(keyOfRecord(converted), converted);
  }
  return set;
}

function unsupported(what: string): EvaluationFault {
  return new EvaluationFault(
    'unsupported-value',
    `the record holds ${what}`,
    'records hold what YAML and JSON can: texts, numbers, booleans, dates, lists and mappings',
  );
}
