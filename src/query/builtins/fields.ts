import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import { Fault } from '../errors.js';
import { textArgument, wholeArgument } from '../methods/arguments.js';
import { takes } from '../methods/signature.js';
import { type Datum, described } from '../runtime/datum.js';
import { Image } from '../runtime/image.js';
import { quoted } from '../runtime/quoted.js';
import { clockOf } from '../runtime/strftime.js';
import { SemanticVersion } from '../runtime/version.js';
import type { Builtins } from './function.js';
import { glob } from './glob.js';

/** `date(x)` of an ISO text, a date or a timestamp; or `date(year, month, day)`. */
function date(values: readonly (Datum | undefined)[]): CalendarDate {
  const [value = null] = values;
  if (values.length > 1) {
    const [year = 0, month = 0, day = 0] = values.map((part) => wholeArgument(part, 'date'));
    return checkedDate(year, month, day, `${year}-${month}-${day}`);
  }
  if (value instanceof CalendarDate) return value;
  if (value instanceof Timestamp) {
    const clock = clockOf(value);
    return new CalendarDate(clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate());
  }
  if (typeof value !== 'string')
    throw new Fault('type', `\`date()\` needs a date or a string, not ${described(value)}`);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ]\d)/.exec(value.trim()) ?? [];
  if (year === undefined) throw notADate(quoted(value.slice(0, 40)));
  return checkedDate(Number(year), Number(month), Number(day), quoted(value.slice(0, 40)));
}

function checkedDate(year: number, month: number, day: number, shown: string): CalendarDate {
  const inRange = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const clock = inRange ? utcDate(year, month, day) : null;
  if (clock?.getUTCMonth() !== month - 1) throw notADate(shown);
  return new CalendarDate(year, month, day);
}

function notADate(shown: string): Fault {
  return new Fault('value', `${shown} is no date`, 'a date is written as `2024-10-01`');
}

export const fields: Builtins = {
  date: { signature: takes(1, 3), run: date },
  today: { signature: takes(0), run: (_given, { today }) => today() },
  semver: {
    signature: takes(1),
    run: ([value = null]) => {
      if (value instanceof SemanticVersion) return value;
      if (typeof value !== 'string')
        throw new Fault(
          'type',
          `\`semver()\` needs a string, not ${described(value)}`,
          value === null ? null : 'a version in YAML needs quotes to stay a string',
        );
      return SemanticVersion.from(value);
    },
  },
  image: {
    signature: takes(1),
    run: ([value = null]) => (value instanceof Image ? value : new Image(textArgument(value, 'image'))),
  },
  glob: {
    signature: takes(2),
    run: ([pattern, text], { meter }) => glob(textArgument(pattern, 'glob'), textArgument(text, 'glob'), meter),
  },
};
