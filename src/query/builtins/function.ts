import type { CalendarDate } from '../../values/dates.js';
import type { Signature } from '../methods/signature.js';
import type { Meter } from '../run/meter.js';
import type { Datum } from '../runtime/datum.js';

/** What a function has around it when it is called. */
export interface Call {
  readonly meter: Meter;
  readonly today: () => CalendarDate;
  /** The function after `key=`, already found. */
  readonly key: ((item: Datum) => Datum) | null;
  /** Named arguments that the signature leaves open, which only `dict` has. */
  readonly named: ReadonlyMap<string, Datum>;
}

export interface Builtin {
  /** Null for a function that takes whatever names it is given. */
  readonly signature: Signature | null;
  readonly run: (given: readonly (Datum | undefined)[], call: Call) => Datum;
}

export type Builtins = Readonly<Record<string, Builtin>>;
