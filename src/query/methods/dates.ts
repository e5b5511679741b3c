import type { Timestamp } from '../../values/dates.js';
import { CalendarDate } from '../../values/dates.js';
import type { Datum } from '../values/datum.js';
import type { Duration } from '../values/duration.js';
import { floatDatum } from '../values/numbers.js';
import { clockOf, strftime } from '../values/strftime.js';
import { textArgument } from './arguments.js';
import { takes, takesNamed } from './signature.js';
import type { Methods } from './signature.js';

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
