import { QueryObject } from './object.js';

/** `range(start, stop, step)`. Its bounds are safe integers. */
export class Range extends QueryObject {
  override readonly kind = 'range';
  readonly length: number;

  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  at(index: number): number {
    return this.start + index * this.step;
  }
}
