/** A floating-point number, kept apart from the whole number that JavaScript would take it for: `1.0` is not `1`. */
export class Float {
  constructor(readonly value: number) {}

  /** With its point, as it was written: `1.0`. */
  toString(): string {
    return Number.isInteger(this.value) && Math.abs(this.value) < 1e16 ? this.value.toFixed(1) : String(this.value);
  }

  toJSON(): number | null {
    return Number.isFinite(this.value) ? this.value : null;
  }
}

/** True for a number that is whole and exact; every other `number` is a floating-point number. */
export function isWholeNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}
