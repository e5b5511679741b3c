import { CalendarDate, type Timestamp } from '../../values/dates.js';
import type { Datum } from '../runtime/datum.js';
import type { Duration } from '../runtime/duration.js';
import { floatDatum } from '../runtime/numbers.js';
import { clockOf, strftime } from '../runtime/strftime.js';
import { textArgument } from './arguments.js';
import { type Methods, takes, takesNamed } from './signature.js';

const shared: Methods<CalendarDate | Timestamp> = {
  weekday: { signature: takes(0), run: (self) => (clockOf(self).getUTCDay() + 6) % 7 },
  isoweekday: { signature: takes(0), run: (self) => (clockOf(self).getUTCDay() === 0 ? 7 : clockOf(self).getUTCDay()) },
  strftime: {
    signature: takesNamed(1, 'format'),
    run: (self, [format], meter) => strftime(self, textArgument(format, 'strftime'), meter),
  },
};

export const dateMethods: Methods<CalendarDate> = {
  ...shared,
  isoformat: { signature: takes(0), run: (self) => self.toString() },
};

export const timestampMethods: Methods<Timestamp> = {
  ...shared,
  isoformat: { signature: takes(0), run: (self) => self.toJSON() },
  date: {
    signature: takes(0),
    run: (self): Datum => {
      const clock = clockOf(self);
      return new CalendarDate(clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate());
    },
  },
};

export const durationMethods: Methods<Duration> = {
  total_seconds: { signature: takes(0), run: (self) => floatDatum(Number(self.microseconds) / 1_000_000) },
};
