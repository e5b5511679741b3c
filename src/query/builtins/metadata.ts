import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import { reprString } from '../../values/python-string.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointsOf } from '../runtime/code-points.js';
import { clockOf } from '../runtime/dates.js';
import { Image, SemanticVersion } from '../runtime/objects.js';
import { type RuntimeValue, describeKind } from '../runtime/runtime-value.js';
import { type Builtins, type Call, integerArgument, stringArgument, takes } from '../signature.js';

/** `date(x)` of an ISO text, a date or a timestamp; or `date(year, month, day)`. */
function date(values: readonly (RuntimeValue | undefined)[], { meter }: Call): CalendarDate {
  const [value = null] = values;
  meter.date();
  if (values.length > 1) {
    const [year = 0, month = 0, day = 0] = values.map((part) => integerArgument(part, 'date'));
    return checkedDate(year, month, day, `${year}-${month}-${day}`);
  }
  if (value instanceof CalendarDate) return value;
  if (value instanceof Timestamp) {
    const clock = clockOf(value);
    return new CalendarDate(clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate());
  }
  if (typeof value !== 'string')
    throw new EvaluationFault('type', `\`date()\` needs a date or a string, not ${describeKind(value)}`);
  meter.scan(value.length);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ]\d)/.exec(value.trim()) ?? [];
  if (year === undefined) throw notADate(reprString(value.slice(0, 40)));
  return checkedDate(Number(year), Number(month), Number(day), reprString(value.slice(0, 40)));
}

function checkedDate(year: number, month: number, day: number, shown: string): CalendarDate {
  const inRange = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const clock = inRange ? utcDate(year, month, day) : null;
  if (clock?.getUTCMonth() !== month - 1) throw notADate(shown);
  return new CalendarDate(year, month, day);
}

function notADate(shown: string): EvaluationFault {
  return new EvaluationFault('value', `${shown} is no date`, 'a date is written as `2024-10-01`');
}

export const metadataFunctions: Builtins = {
  date: { signature: takes(1, 3), run: date },
  today: { signature: takes(0), run: (_given, { today }) => today() },
  semver: {
    signature: takes(1),
    run: ([value = null], { meter }) => {
      if (value instanceof SemanticVersion) return value;
      if (typeof value !== 'string')
        throw new EvaluationFault(
          'type',
          `\`semver()\` needs a string, not ${describeKind(value)}`,
          value === null ? null : 'a version in YAML needs quotes to stay a string',
        );
      meter.version(value.length);
      return SemanticVersion.from(value);
    },
  },
  image: {
    signature: takes(1),
    run: ([value = null], { meter }) => {
      if (value instanceof Image) return value;
      const text = stringArgument(value, 'image');
      meter.scan(text.length);
      return new Image(text);
    },
  },
  glob: {
    signature: takes(2),
    run: ([pattern, text], { meter }) => glob(stringArgument(pattern, 'glob'), stringArgument(text, 'glob'), meter),
  },
};

/** Part of a pattern: any run of characters, or one character that passes a test. */
type Piece =
  | 'any'
  | {
      readonly matches: (character: string) => boolean;
      /** Ranges that a test may look at. */ readonly ranges: number;
    };

/** `*`, `?`, `[abc]`, `[a-z]` and `[!abc]` as in Python's fnmatch; everything else stands for itself. */
function piecesOf(pattern: string, meter: Meter): readonly Piece[] {
  meter.characters(pattern.length);
  const characters = codePointsOf(pattern, meter);
  const lastBracket = characters.lastIndexOf(']');
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i];
    if (character === '*') {
      if (pieces[pieces.length - 1] !== 'any') pieces.push('any');
    } else if (character === '?') pieces.push({ matches: () => true, ranges: 0 });
    else if (character === '[' && i < lastBracket && classEnd(characters, i) > 0) {
      const end = classEnd(characters, i);
      pieces.push(characterClass(characters.slice(i + 1, end)));
      i = end;
    } else pieces.push({ matches: (c) => c === character, ranges: 0 });
  }
  return pieces;
}

/** The index of the `]` that closes a class; one directly behind the `[` is a member. -1 for a literal `[`. */
function classEnd(characters: readonly string[], open: number): number {
  const first = open + (characters[open + 1] === '!' ? 2 : 1);
  return characters.indexOf(']', first + 1);
}

function characterClass(members: readonly string[]): Piece {
  const negated = members[0] === '!';
  const listed = negated ? members.slice(1) : members;
  const code = (c: string): number => c.codePointAt(0) ?? 0;
  const ranges: (readonly [number, number])[] = [];
  for (let i = 0; i < listed.length; i += 1) {
    const low = listed[i] ?? '';
    const high = listed[i + 1] === '-' ? listed[i + 2] : undefined;
    ranges.push([code(low), code(high ?? low)]);
    if (high !== undefined) i += 2;
  }
  return {
    matches: (c) => {
      const point = code(c);
      return ranges.some(([low, high]) => point >= low && point <= high) !== negated;
    },
    ranges: ranges.length,
  };
}

/**
 * Whether the whole text matches the pattern. Backtracks to the last `*` only, which suffices and limits the time to the
 * product of both lengths.
 */
function glob(pattern: string, text: string, meter: Meter): boolean {
  const pieces = piecesOf(pattern, meter);
  const characters = codePointsOf(text, meter);
  let piece = 0;
  let retryPiece = -1;
  let retryCharacter = 0;
  let at = 0;
  while (at < characters.length) {
    const current = pieces[piece];
    meter.spend(typeof current === 'object' ? 1 + (current.ranges >> 4) : 1);
    if (current === 'any') {
      retryPiece = piece;
      retryCharacter = at;
      piece += 1;
    } else if (current?.matches(characters[at] ?? '') === true) {
      piece += 1;
      at += 1;
    } else if (retryPiece >= 0) {
      retryCharacter += 1;
      at = retryCharacter;
      piece = retryPiece + 1;
    } else return false;
  }
  while (pieces[piece] === 'any') piece += 1;
  return piece === pieces.length;
}
