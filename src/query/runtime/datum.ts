import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import type { Duration } from './duration.js';
import type { HashedMapping as HashedMappingOf, HashedSet as HashedSetOf } from './hashed.js';
import type { Image } from './image.js';
import { type Kind, QueryObject } from './object.js';
import type { Range } from './range.js';
import type { Slice as SliceOf, Stream as StreamOf, Tuple as TupleOf, View as ViewOf } from './structures.js';
import type { SemanticVersion } from './version.js';

/**
 * A list: one that the query built, or one of the record, as it is. What the record holds is looked at when it is read,
 * so that a query over a large fleet copies nothing that it does not touch.
 */
export type List = readonly unknown[];

/** A mapping of the record, as it is. */
export type RawMapping = ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

export type HashedMapping = HashedMappingOf<Datum>;
export type HashedSet = HashedSetOf<Datum>;
export type Tuple = TupleOf<Datum>;
export type View = ViewOf<Mapping>;
export type Stream = StreamOf<Datum>;
export type Slice = SliceOf<Datum>;
export type Mapping = RawMapping | HashedMapping;

/** Whatever an expression of the query can have as its value. */
export type Datum =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | CalendarDate
  | Timestamp
  | List
  | Mapping
  | Tuple
  | HashedSet
  | View
  | Range
  | Stream
  | Slice
  | Duration
  | SemanticVersion
  | Image;

export function kindOf(value: Datum): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'float';
    case 'boolean':
      return 'boolean';
    case 'bigint':
      return 'integer';
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: Exclude<Datum, boolean | number | bigint | string>): Kind {
  if (value === null) return 'none';
  if (Array.isArray(value)) return 'list';
  if (value instanceof QueryObject) return value.kind;
  if (value instanceof Float) return 'float';
  if (value instanceof CalendarDate) return 'date';
  if (value instanceof Timestamp) return 'timestamp';
  return 'mapping';
}

export function isList(value: Datum): value is List {
  return Array.isArray(value);
}

export function isMapping(value: Datum): value is Mapping {
  return typeof value === 'object' && kindOfObject(value) === 'mapping';
}

export function isString(value: Datum): value is string {
  return typeof value === 'string';
}

const DESCRIPTIONS: Readonly<Record<Kind, string>> = {
  none: '`None`',
  boolean: 'a boolean',
  integer: 'an integer',
  float: 'a float',
  string: 'a string',
  list: 'a list',
  tuple: 'a tuple',
  set: 'a set',
  mapping: 'a mapping',
  view: 'a view of a mapping',
  range: 'a range',
  stream: 'an iterator',
  slice: 'a slice',
  date: 'a date',
  timestamp: 'a timestamp',
  duration: 'a duration',
  version: 'a version',
  image: 'an image',
};

/** A value's kind in a sentence: `None`, a string, an integer. */
export function described(value: Datum): string {
  return DESCRIPTIONS[kindOf(value)];
}
