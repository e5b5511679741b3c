import { CalendarDate, Timestamp } from '../../values/dates.js';
import { Float } from '../../values/value.js';
import { type Duration, type Image, type Kind, QueryObject, type Range, type SemanticVersion } from './objects.js';

/** Any value that an expression of a query can have. */
export type RuntimeValue =
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

/**
 * A list that the query built, or one of the record as it is: its items go through `fromHost` when they are read, so that
 * a query over a large fleet copies nothing that it does not touch.
 */
export type List = readonly unknown[];

/** A mapping of the record, as it is. */
export type HostMapping = ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

export type Mapping = HostMapping | HashedMapping;

export class Tuple extends QueryObject {
  override readonly kind = 'tuple';

  constructor(readonly items: readonly RuntimeValue[]) {
    super();
  }
}

/** Equal values of Python have the same key in a JavaScript `Map`, and different values different ones; see `hashKey`. */
export type HashKey = null | string | object;

/** A set in insertion order: Python's order is arbitrary, this one is the same each time. */
export class HashedSet extends QueryObject {
  override readonly kind = 'set';
  readonly #items = new Map<HashKey, RuntimeValue>();

  /** Only while the set is being built: no query can change a set. */
  add(key: HashKey, item: RuntimeValue): void {
    if (!this.#items.has(key)) this.#items.set(key, item);
  }

  has(key: HashKey): boolean {
    return this.#items.has(key);
  }

  get size(): number {
    return this.#items.size;
  }

  keys(): Iterable<HashKey> {
    return this.#items.keys();
  }

  values(): Iterable<RuntimeValue> {
    return this.#items.values();
  }

  entries(): Iterable<readonly [HashKey, RuntimeValue]> {
    return this.#items.entries();
  }
}

/** A mapping that the query built: any hashable key, in insertion order. */
export class HashedMapping extends QueryObject {
  override readonly kind = 'mapping';
  readonly #entries = new Map<HashKey, readonly [RuntimeValue, RuntimeValue]>();

  /** Only while the mapping is being built. The first of equal keys stays: `{1: 'a', True: 'b'}` is `{1: 'b'}`. */
  set(hashed: HashKey, key: RuntimeValue, value: RuntimeValue): void {
    const known = this.#entries.get(hashed);
    this.#entries.set(hashed, [known === undefined ? key : known[0], value]);
  }

  get(hashed: HashKey): RuntimeValue | undefined {
    return this.#entries.get(hashed)?.[1];
  }

  get size(): number {
    return this.#entries.size;
  }

  entries(): Iterable<readonly [RuntimeValue, RuntimeValue]> {
    return this.#entries.values();
  }
}

/** The result of `.keys()`, `.values()` and `.items()`. */
export class View extends QueryObject {
  override readonly kind = 'view';

  constructor(
    readonly part: 'keys' | 'values' | 'items',
    readonly mapping: Mapping,
  ) {
    super();
  }
}

/** The result of `zip`, `enumerate` and `reversed`: an iterator, whose items can be read once. */
export class Stream extends QueryObject {
  override readonly kind = 'stream';

  constructor(
    readonly name: 'zip' | 'enumerate' | 'reversed',
    readonly items: Iterator<RuntimeValue>,
  ) {
    super();
  }
}

export class Slice extends QueryObject {
  override readonly kind = 'slice';

  constructor(
    readonly lower: RuntimeValue,
    readonly upper: RuntimeValue,
    readonly step: RuntimeValue,
  ) {
    super();
  }
}

export function kindOf(value: RuntimeValue): Kind {
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

function kindOfObject(value: Exclude<RuntimeValue, boolean | number | bigint | string>): Kind {
  if (value === null) return 'none';
  if (Array.isArray(value)) return 'list';
  if (value instanceof QueryObject) return value.kind;
  if (value instanceof Float) return 'float';
  if (value instanceof CalendarDate) return 'date';
  if (value instanceof Timestamp) return 'timestamp';
  return 'mapping';
}

export function isList(value: RuntimeValue): value is List {
  return Array.isArray(value);
}

export function isMapping(value: RuntimeValue): value is Mapping {
  return typeof value === 'object' && kindOfObject(value) === 'mapping';
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

/** A value's kind as an error message names it: `None`, a string, an integer. */
export function describeKind(value: RuntimeValue): string {
  return DESCRIPTIONS[kindOf(value)];
}
