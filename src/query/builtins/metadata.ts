import { CalendarDate, Timestamp, utcDate } from '../../values/dates.js';
import { EvaluationFault } from '../errors.js';
import type { Meter } from '../meter.js';
import { codePointsOf } from '../runtime/code-points.js';
import { clockOf } from '../runtime/dates.js';
import { Image, SemanticVersion } from '../runtime/objects.js';
import { type RuntimeValue, describeKind } from '../runtime/runtime-value.js';
import { reprString } from '../../values/python-string.js';
import { type Builtins, integerArgument, stringArgument, takes } from '../signature.js';

/** `date(x)` of an ISO text, a date or a timestamp; or `date(year, month, day)`. */
function date(values: readonly (RuntimeValue | undefined)[]): CalendarDate {
  const [value = null] = values;
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
    run: ([value = null]) => {
      if (value instanceof SemanticVersion) return value;
      if (typeof value !== 'string')
        throw new EvaluationFault(
          'type',
          `\`semver()\` needs a string, not ${describeKind(value)}`,
          value === null ? null : 'a version in YAML needs quotes to stay a string',
        );
      return SemanticVersion.from(value);
    },
  },
  image: {
    signature: takes(1),
    run: ([value = null]) => (value instanceof Image ? value : new Image(stringArgument(value, 'image'))),
  },
  glob: {
    signature: takes(2),
    run: ([pattern, text], { meter }) => glob(stringArgument(pattern, 'glob'), stringArgument(text, 'glob'), meter),
  },
};

/** Part of a pattern: any run of characters, or one character that passes a test. */
type Piece = 'any' | ((character: string) => boolean);

/** `*`, `?`, `[abc]`, `[a-z]` and `[!abc]` as in Python's fnmatch; everything else stands for itself. */
function piecesOf(pattern: string): readonly Piece[] {
  const characters = codePointsOf(pattern);
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i];
    if (character === '*') {
      if (pieces[pieces.length - 1] !== 'any') pieces.push('any');
    } else if (character === '?') pieces.push(() => true);
    else if (character === '[' && classEnd(characters, i) > 0) {
      const end = classEnd(characters, i);
      pieces.push(characterClass(characters.slice(i + 1, end)));
      i = end;
    } else pieces.push((c) => c === character);
  }
  return pieces;
}

/** The index of the `]` that closes a class; one directly behind the `[` is a member. -1 for a literal `[`. */
function classEnd(characters: readonly string[], open: number): number {
  const first = open + (characters[open + 1] === '!' ? 2 : 1);
  return characters.indexOf(']', first + 1);
}

function characterClass(members: readonly string[]): (character: string) => boolean {
  const negated = members[0] === '!';
  const listed = negated ? members.slice(1) : members;
  const ranges: (readonly [string, string])[] = [];
  for (let i = 0; i < listed.length; i += 1) {
    const low = listed[i] ?? '';
    const high = listed[i + 1] === '-' ? listed[i + 2] : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) i += 2;
  }
  const code = (c: string): number => c.codePointAt(0) ?? 0;
  return (c) => ranges.some(([low, high]) => code(c) >= code(low) && code(c) <= code(high)) !== negated;
}

/**
 * Whether the whole text matches the pattern. Backtracks to the last `*` only, which suffices and limits the time to the
 * product of both lengths.
 */
function glob(pattern: string, text: string, meter: Meter): boolean {
  meter.string(pattern.length + text.length);
  const pieces = piecesOf(pattern);
  const characters = codePointsOf(text);
  let piece = 0;
  let retryPiece = -1;
  let retryCharacter = 0;
  let at = 0;
  while (at < characters.length) {
    meter.spend(1);
    const current = pieces[piece];
    if (current === 'any') {
      retryPiece = piece;
      retryCharacter = at;
      piece += 1;
    } else if (current?.(characters[at] ?? '') === true) {
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
