import { CalendarDate, Timestamp } from '../../../src/values/dates.js';
import { Float, type Value, entriesOf, isList, isMapping } from '../../../src/values/value.js';

/** A value in which JSON loses nothing: each is a list that begins with its type. pyyaml.py writes the same. */
export type TypedJson = readonly [type: string, ...unknown[]];

export function typedJson(value: Value): TypedJson {
  if (value === null || typeof value === 'boolean') return ['constant', String(value).replace('null', 'none')];
  if (typeof value === 'string') return ['string', value];
  if (typeof value === 'bigint' || Number.isSafeInteger(value))
    return ['integer', hexadecimal(BigInt(value as bigint | number))];
  if (typeof value === 'number') return ['float', bitsOf(value)];
  if (value instanceof Float) return ['float', bitsOf(value.value)];
  if (value instanceof CalendarDate) return ['date', value.toString()];
  if (value instanceof Timestamp) return ['timestamp', Number(value.microseconds), value.offsetMinutes];
  if (isList(value)) return ['list', value.map(typedJson)];
  if (isMapping(value))
    return ['mapping', [...entriesOf(value)].map(([key, item]) => [typedJson(key), typedJson(item)])];
  throw new TypeError(`not a metadata value: ${String(value)}`);
}

const hexadecimal = (value: bigint): string => (value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`);

function bitsOf(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}
