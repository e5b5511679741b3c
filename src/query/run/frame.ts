import type { CalendarDate } from '../../values/dates.js';
import type { Meter } from '../meter.js';
import type { RuntimeValue } from '../runtime/runtime-value.js';

/** One evaluation: what its names stand for, and what it may still do. */
export interface Frame {
  readonly record: object;
  /** Values of the comprehensions' names; undefined where there is none yet. */
  readonly slots: (RuntimeValue | undefined)[];
  readonly meter: Meter;
  readonly today: () => CalendarDate;
}

/** A part of the query, compiled: gives its value for one record, or throws. */
export type Evaluate = (frame: Frame) => RuntimeValue;
