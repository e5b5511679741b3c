import { QueryObject } from './object.js';

/** Equal values of Python have the same key in a JavaScript `Map`, and different values different ones. */
export type HashKey = null | number | bigint | string | object;

/** A set in the order in which its items came: Python's order is arbitrary, this one is the same each time. */
export class HashedSet<T> extends QueryObject {
  override readonly kind = 'set';
  readonly #items = new Map<HashKey, T>();

  /** Only while the set is being built: no query can change a set. */
  add(key: HashKey, item: T): void {
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

  values(): Iterable<T> {
    return this.#items.values();
  }

  entries(): Iterable<readonly [HashKey, T]> {
    return this.#items.entries();
  }
}

/** A mapping that the query built: any key that Python can hash, in the order in which the keys came. */
export class HashedMapping<T> extends QueryObject {
  override readonly kind = 'mapping';
  readonly #entries = new Map<HashKey, readonly [T, T]>();

  /** Only while the mapping is being built. The first spelling of a key stays: `{1: 'a', True: 'b'}` is `{1: 'b'}`. */
  set(hashed: HashKey, key: T, value: T): void {
    const known = this.#entries.get(hashed);
    this.#entries.set(hashed, [known === undefined ? key : known[0], value]);
  }

  get(hashed: HashKey): T | undefined {
    return this.#entries.get(hashed)?.[1];
  }

  get size(): number {
    return this.#entries.size;
  }

  entries(): Iterable<readonly [T, T]> {
    return this.#entries.values();
  }
}
