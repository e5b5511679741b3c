import { CalendarDate, Timestamp } from '../values/dates.js';
import { Float, type Value, isList, isMapping, isWholeNumber } from '../values/value.js';

export type ValueType = 'string' | 'integer' | 'float' | 'boolean' | 'null' | 'date' | 'timestamp' | 'list' | 'mapping';

/** What a piece of metadata is, in the words of YAML. */
export function typeOfValue(value: Value): ValueType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (isList(value)) return 'list';
  if (isMapping(value)) return 'mapping';
  if (value instanceof CalendarDate) return 'date';
  if (value instanceof Timestamp) return 'timestamp';
  return !(value instanceof Float) && isWholeNumber(value) ? 'integer' : 'float';
}
