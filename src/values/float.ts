/** A floating-point number, kept apart from the whole number that JavaScript would take it for: `1.0` is not `1`. */
export class Float {
  constructor(readonly value: number) {}

  toJSON(): number | null {
    return Number.isFinite(this.value) ? this.value : null;
  }
}

/** True for a number that is whole and exact; every other `number` is a floating-point number. */
export function isWholeNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}
