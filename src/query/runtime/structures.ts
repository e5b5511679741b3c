import { QueryObject } from './object.js';

// These take the type of what they hold, because it is the union that they are members of themselves.

export class Tuple<T> extends QueryObject {
  override readonly kind = 'tuple';

  constructor(readonly items: readonly T[]) {
    super();
  }
}

/** What `.keys()`, `.values()` and `.items()` give. */
export class View<M> extends QueryObject {
  override readonly kind = 'view';

  constructor(
    readonly part: 'keys' | 'values' | 'items',
    readonly mapping: M,
  ) {
    super();
  }
}

/** What `zip`, `enumerate` and `reversed` give: items that can be gone through once. */
export class Stream<T> extends QueryObject {
  override readonly kind = 'stream';

  constructor(
    readonly name: 'zip' | 'enumerate' | 'reversed',
    readonly items: Iterator<T>,
  ) {
    super();
  }
}

export class Slice<T> extends QueryObject {
  override readonly kind = 'slice';

  constructor(
    readonly lower: T,
    readonly upper: T,
    readonly step: T,
  ) {
    super();
  }
}
