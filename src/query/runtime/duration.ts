import { QueryObject } from './object.js';

const MICROSECONDS_A_DAY = 86_400_000_000n;

/** The time between two dates or two timestamps. */
export class Duration extends QueryObject {
  override readonly kind = 'duration';

  constructor(readonly microseconds: bigint) {
    super();
  }

  /** Whole days, rounded down, so that the rest is never negative. */
  get days(): number {
    return Number((this.microseconds - this.rest) / MICROSECONDS_A_DAY);
  }

  /** Whole seconds beside the days. */
  get seconds(): number {
    return Number(this.rest / 1_000_000n);
  }

  /** Microseconds beside the days and seconds. */
  get fraction(): number {
    return Number(this.rest % 1_000_000n);
  }

  private get rest(): bigint {
    return ((this.microseconds % MICROSECONDS_A_DAY) + MICROSECONDS_A_DAY) % MICROSECONDS_A_DAY;
  }

  /** As Python prints it: `3 days, 0:00:00`. */
  override toString(): string {
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `;
    const clock = `${Math.floor(this.seconds / 3600)}:${pad(Math.floor(this.seconds / 60) % 60)}:${pad(this.seconds % 60)}`;
    return `${days}${clock}${this.fraction === 0 ? '' : `.${String(this.fraction).padStart(6, '0')}`}`;
  }
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
