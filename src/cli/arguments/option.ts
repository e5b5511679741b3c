import { FleetqError } from '../../errors.js';
import { didYouMean, nearest } from '../../text/nearest.js';

/** An option of the command line: one entry of the table that parser, help and completion share. */
export interface Option<T> {
  readonly name: string;
  readonly short?: string;
  /** Other long names for the same option. */
  readonly aliases?: readonly string[];
  readonly group: 'Fleet' | 'Selection' | 'Output' | 'General' | 'Command';
  readonly describe: string;
  /** The placeholder for the value in the help; null for a flag. */
  readonly value: string | null;
  readonly repeatable: boolean;
  /** Every value it takes, where they are fixed. */
  readonly choices?: readonly string[];
  /** Whole words that stand for a value: `--no-color` for `never`. */
  readonly words?: Readonly<Record<`--${string}`, string>>;
  /** A flag that is on unless `--no-NAME` is given. */
  readonly negatable?: boolean;
  /**
   * Converts the values as written, in their order; an empty list if the option was not given. A flag is written `true`
   * or `false`. Throws a `usage` error for a value that the option does not take.
   */
  read(written: readonly string[]): T;
}

/** What options are about, in the order in which help and the manual page show them. */
export const OPTION_GROUPS: readonly { readonly title: string; readonly group: Option<unknown>['group'] }[] = [
  { title: 'Of one command', group: 'Command' },
  { title: 'Which connectors', group: 'Selection' },
  { title: 'How the answer is shown', group: 'Output' },
  { title: 'Where the fleet is', group: 'Fleet' },
  { title: 'Of every command', group: 'General' },
];

type Described = Pick<Option<unknown>, 'name' | 'group' | 'describe'> &
  Partial<Pick<Option<unknown>, 'short' | 'aliases'>>;

export function flag(option: Described): Option<boolean> {
  return { ...option, value: null, repeatable: false, read: (written) => written.at(-1) === 'true' };
}

export function negatableFlag(option: Described): Option<boolean> {
  return { ...option, value: null, repeatable: false, negatable: true, read: (written) => written.at(-1) !== 'false' };
}

export function text(option: Described & { readonly value: string }): Option<string | undefined> {
  return { ...option, repeatable: false, read: (written) => written.at(-1) };
}

export function texts(option: Described & { readonly value: string }): Option<readonly string[]> {
  return { ...option, repeatable: true, read: (written) => written };
}

/** Values separated by commas; repeating the option adds to them. */
export function list(option: Described & { readonly value: string }): Option<readonly string[]> {
  return { ...option, repeatable: true, read: (written) => written.flatMap(commaSeparated) };
}

const QUOTED = `"(?:\\\\[^]|[^"\\\\])*"|'(?:\\\\[^]|[^'\\\\])*'`;
const BRACKETED = `\\{[^{}]*\\}|\\[(?:${QUOTED}|[^\\]"'])*\\]`;
const KEPT_WHOLE = `"[^"]*"|'[^']*'|${BRACKETED}`;
const LIST_ITEM = new RegExp(`(?:${KEPT_WHOLE}|[^,])+`, 'g');
const PIECE = new RegExp(`${KEPT_WHOLE}|\\[["'][^]*$|[^]`, 'g');

/** Commas inside of brackets and quotes belong to the value: `{a,b}`, `data['a,b']`. */
export function commaSeparated(written: string): readonly string[] {
  const parts = written.match(LIST_ITEM) ?? [];
  const values = parts.map((part) => part.trim()).filter((part) => part !== '');
  // A filter that was given is never dropped: nothing at all is a value that nothing meets.
  return values.length === 0 ? [''] : values;
}

/** The items of a list that somebody is still typing, with the comma behind each. */
export function finishedItems(written: string): string {
  const pieces: readonly string[] = written.match(PIECE) ?? [];
  return pieces.slice(0, pieces.lastIndexOf(',') + 1).join('');
}

export function wholeNumber(option: Described & { readonly value: string }): Option<number | undefined> {
  return lastOf(option, (written) => {
    if (!/^\d{1,9}$/.test(written))
      throw new FleetqError('usage', `--${option.name} needs a whole number, not \`${written}\``);
    return Number(written);
  });
}

export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/** `FIELD`, or `-FIELD` for descending order. */
export function sortKey(option: Described & { readonly value: string }): Option<SortKey | undefined> {
  return lastOf(option, (written) => {
    const descending = written.startsWith('-');
    return { field: descending ? written.slice(1) : written, descending };
  });
}

interface Choices<C extends string> {
  readonly choices: readonly C[];
  /** What people of other programs write for a choice. */
  readonly guesses?: Readonly<Record<string, NoInfer<C>>>;
}

export function choice<const C extends string>({
  guesses,
  ...option
}: Described & Choices<C> & Pick<Option<unknown>, 'words'>): Option<C | undefined> {
  return lastOf({ ...option, value: option.choices.join('|') }, chooser(option.name, option.choices, guesses));
}

export function choices<const C extends string>({ guesses, ...option }: Described & Choices<C>): Option<readonly C[]> {
  const read = chooser(option.name, option.choices, guesses);
  return {
    ...option,
    value: option.choices.join('|'),
    repeatable: true,
    read: (written) => written.flatMap((item) => commaSeparated(item).map(read)),
  };
}

/** An option of which the last value counts. */
function lastOf<T>(
  option: Described & Pick<Option<unknown>, 'value' | 'choices' | 'words'>,
  read: (written: string) => T,
): Option<T | undefined> {
  return {
    ...option,
    repeatable: false,
    read(values) {
      const last = values.at(-1);
      return last === undefined ? undefined : read(last);
    },
  };
}

function chooser<C extends string>(
  name: string,
  known: readonly C[],
  guesses: Choices<C>['guesses'] = {},
): (written: string) => C {
  return (written) => {
    const chosen = known.find((item) => item === written);
    if (chosen !== undefined) return chosen;
    const meant = Object.hasOwn(guesses, written) ? guesses[written] : nearest(written, known);
    throw new FleetqError('usage', `--${name} does not take \`${written}\``, [
      ...didYouMean(meant),
      `it takes ${known.join(', ')}`,
    ]);
  };
}
