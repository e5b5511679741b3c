import type { CalendarDate } from '../../values/dates.js';
import type { Datum } from '../runtime/datum.js';
import type { Meter } from './meter.js';

/** One evaluation: what its names stand for, and what it may still do. */
export interface Frame {
  readonly record: object;
  /** Values of the comprehensions' names; undefined where there is none yet. */
  readonly slots: (Datum | undefined)[];
  readonly meter: Meter;
  readonly today: () => CalendarDate;
}

/** A part of the query, compiled: gives its value for one record, or throws. */
export type Evaluate = (frame: Frame) => Datum;
