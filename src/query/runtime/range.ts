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

  /** Where a number stands, or -1. */
  indexOf(value: number | bigint): number {
    const index = (Number(value) - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.length ? index : -1;
  }

  at(index: number): number {
    return this.start + index * this.step;
  }
}
