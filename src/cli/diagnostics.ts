import { EXIT, type ExitCode } from '../errors.js';
import type { Fleet } from '../fleet/scan.js';
import { originOf } from '../selection/decide.js';
import type { DoubtfulQuery, Selection, UnknownField } from '../selection/selection.js';
import { bounded } from '../text/bounded.js';
import { escapeControl } from '../text/escape-control.js';
import { didYouMean } from '../text/nearest.js';
import { agreeing, counted, firstFew } from '../text/plural.js';
import { wrapped } from '../text/width.js';
import { allowUnreadable } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';

const COLOR_OF: Readonly<Record<Diagnostic['level'], string>> = {
  note: '\u001b[36m',
  warning: '\u001b[33m',
  error: '\u001b[31m',
  query: '\u001b[31m',
};
const RESET = '\u001b[0m';

const QUERY_ERROR = 'query error';

/** UTF-16 units of a line at most; what a name or a query brings in is cut in its middle. */
const LINE_LENGTH = 400;
/** A query error has four lines: summary, excerpt, carets, hint. */
const TEXT_LINES = 4;
const HINT_LINES = 8;

/**
 * Lines of text: `fleetq: …`, then the hints, indented. The message of a query error is kept as the language wrote it.
 * The only place where they are bounded, whoever made them.
 */
export function diagnosticText({ level, text, hints = [] }: Diagnostic, colored: boolean, width?: number): string {
  const label = level === 'note' ? 'fleetq' : level === 'query' ? QUERY_ERROR : `fleetq: ${level}`;
  const shown = colored ? `${COLOR_OF[level]}${label}${RESET}` : label;
  const [first = '', ...rest] = firstLines(text.split('\n'), TEXT_LINES);
  const message =
    level === 'query' && first.startsWith(`${QUERY_ERROR}: `) ? first.slice(QUERY_ERROR.length + 2) : first;
  const fitted = (line: string, indent: string): readonly string[] =>
    width === undefined ? [line] : hangingLines(line, indent, width);
  const lines = [
    ...fitted(`${shown}: ${safeLine(message)}`, '    '),
    // The excerpt of a query and the carets below it belong together as they are.
    ...rest.map(safeLine),
    ...firstLines(hints, HINT_LINES).flatMap((hint) => fitted(`  ${safeLine(hint)}`, '    ')),
  ];
  return `${lines.join('\n')}\n`;
}

/** The line broken between words, all but the first part indented. */
function hangingLines(line: string, indent: string, width: number): readonly string[] {
  const margin = /^ */.exec(line)?.[0] ?? '';
  const parts = wrapped(line.slice(margin.length), Math.max(20, width - indent.length));
  return parts.map((part, index) => (index === 0 ? margin : indent) + part.trimStart());
}

function firstLines(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `… and ${lines.length - most + 1} more`];
}

function safeLine(line: string): string {
  // Cut before it is escaped as well: what is left out needs no escapes.
  return bounded(escapeControl(bounded(line, LINE_LENGTH)), LINE_LENGTH);
}

/** Everything about a selection that its result does not show: unreadable files, unknown names and fields, undecided connectors. */
export function selectionDiagnostics(selection: Selection): readonly Diagnostic[] {
  return [
    ...fileWarnings(selection),
    ...notCheckedOut(selection.fleet),
    ...doubtfulQueryDiagnostics(selection.doubtfulQueries),
    ...unknownNames(selection),
    ...unknownFieldDiagnostics(selection.unknownFields),
    ...undecided(selection),
    ...unreadable(selection),
  ];
}

function fileWarnings({ fleet }: Selection): readonly Diagnostic[] {
  return fleet.warnings.map(({ path, message }) => ({
    code: 'file',
    level: 'warning',
    text: `${path}: ${message}`,
  }));
}

/** What a sparse checkout leaves out of the fleet. */
export function notCheckedOut({ notCheckedOut: count }: Fleet): readonly Diagnostic[] {
  if (count === undefined) return [];
  const what =
    count === null
      ? 'some connectors may not be checked out'
      : `${counted(count, 'connector')} ${agreeing(count, 'is', 'are')} not checked out`;
  return [
    {
      code: 'not-checked-out',
      level: 'note',
      text: `${what} (sparse checkout): --rev HEAD has ${count === 1 ? 'it' : 'them'}`,
    },
  ];
}

/** One warning per place in a query that is probably meant otherwise. */
export function doubtfulQueryDiagnostics(queries: readonly DoubtfulQuery[]): readonly Diagnostic[] {
  return queries.map(({ request, warning }) => ({
    code: warning.code,
    level: 'warning',
    text: `${warning.summary}\n${warning.excerpt}`,
    hints: [warning.hint, ...originOf(request)],
  }));
}

function unknownNames({ unknownNames: names }: Selection): readonly Diagnostic[] {
  return names.map(({ name, meant }) => ({
    code: 'unknown-name',
    level: 'warning',
    text: `no connector is called \`${name}\``,
    hints: didYouMean(meant),
  }));
}

/** One diagnostic per field that no connector has. */
export function unknownFieldDiagnostics(fields: readonly UnknownField[]): readonly Diagnostic[] {
  return fields.map(({ path, nearest }) => ({
    code: 'unknown-field',
    level: 'warning',
    text: `no connector has the field \`${path}\``,
    hints: didYouMean(nearest),
  }));
}

const REASONS_SHOWN = 2;

/** Two to four lines, however many reasons there are. */
function undecided({ undecided: connectors, missingNoneDecides }: Selection): readonly Diagnostic[] {
  if (connectors.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { connector, reason } of connectors)
    byReason.set(reason, [...(byReason.get(reason) ?? []), connector.name]);
  const reasons = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  const shown = reasons
    .slice(0, REASONS_SHOWN)
    .map(([reason, names]) => `${names.length} × ${reason} (${firstFew(names)})`);
  const rest = reasons.slice(REASONS_SHOWN);
  if (rest.length > 0)
    shown.push(
      `${rest.reduce((sum, [, names]) => sum + names.length, 0)} × ${counted(rest.length, 'other reason')} (-o json names them all)`,
    );
  const advice = missingNoneDecides && rest.length === 0 ? ['--missing none reads a missing field as None'] : [];
  return [
    {
      code: 'undecided',
      level: 'note',
      text: `${counted(connectors.length, 'connector')} undecided`,
      hints: [...shown, ...advice],
    },
  ];
}

const UNREADABLE_SHOWN = 20;

function unreadable({ fleet }: Selection): readonly Diagnostic[] {
  const shown = unreadableDiagnostics({ unreadable: fleet.unreadable.slice(0, UNREADABLE_SHOWN) }, 'warning');
  if (fleet.unreadable.length === 0) return [];
  const more = fleet.unreadable.length - shown.length;
  return [
    ...shown,
    {
      code: 'unreadable',
      level: 'warning',
      text: `${counted(fleet.unreadable.length, 'metadata file')} could not be read${more > 0 ? ` (${more} more are named in -o json)` : ''}`,
    },
  ];
}

type WithUnreadable = Pick<Fleet, 'unreadable'>;

/** One diagnostic per metadata file that could not be read. */
export function unreadableDiagnostics(
  { unreadable }: WithUnreadable,
  level: Diagnostic['level'],
): readonly Diagnostic[] {
  return unreadable.map(({ path, error }) => ({ code: 'unreadable', level, text: `${path}: ${error}` }));
}

/** 3 if metadata could not be read, unless `--allow-unreadable` is given. */
export function unreadableExitCode({ unreadable }: WithUnreadable, args: Arguments): ExitCode {
  return unreadable.length > 0 && !args.get(allowUnreadable) ? EXIT.unreadable : EXIT.done;
}
