import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { EvaluationFault } from '../errors.js';
import { hashKey } from './hash.js';
import { QueryObject } from './objects.js';
import { HashedSet, type HostMapping, type RuntimeValue } from './runtime-value.js';

/**
 * Something that the record holds, as a value of the language. Lists and mappings stay as they are: what they hold is
 * looked at when it is read in its turn.
 * @throws Fault for what is no metadata, such as a function
 */
export function fromHost(raw: unknown): RuntimeValue {
  switch (typeof raw) {
    case 'string':
    case 'number':
    case 'boolean':
      return raw;
    case 'undefined':
      return null;
    case 'bigint':
      return raw >= Number.MIN_SAFE_INTEGER && raw <= Number.MAX_SAFE_INTEGER ? Number(raw) : raw;
    case 'object':
      return raw === null || Array.isArray(raw) ? raw : adoptObject(raw);
    case 'function':
    case 'symbol':
      throw unsupported(`a ${typeof raw}`);
  }
}

function adoptObject(raw: object): RuntimeValue {
  if (isHostMapping(raw)) return raw;
  if (raw instanceof Float || raw instanceof CalendarDate || raw instanceof Timestamp || isOurs(raw)) return raw;
  if (raw instanceof Date) return adoptDate(raw);
  if (raw instanceof Set) return adoptSet(raw);
  throw unsupported('an object that is no mapping');
}

/** Values of the language reach a list or mapping that the query itself builds. */
function isOurs(raw: object): raw is RuntimeValue & QueryObject {
  return raw instanceof QueryObject;
}

function isHostMapping(raw: object): raw is HostMapping {
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === Object.prototype || prototype === null || raw instanceof Map;
}

/** A JavaScript Date is a date where it is midnight UTC, which is how a date without a time arrives in one. */
function adoptDate(date: Date): RuntimeValue {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) throw unsupported('an invalid date');
  if (milliseconds % 86_400_000 === 0)
    return new CalendarDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return new Timestamp(BigInt(milliseconds) * 1000n, 0);
}

function adoptSet(raw: ReadonlySet<unknown>): RuntimeValue {
  const set = new HashedSet();
  for (const item of raw) {
    const value = fromHost(item);
    set.add(hashKey(value), value);
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
