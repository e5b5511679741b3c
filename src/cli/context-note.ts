import { sizeOfFleet } from '../fleet/scan.js';
import type { Selection, SelectionRequest } from '../selection/selection.js';
import { counted, countedOf, numberText } from '../text/plural.js';
import { output } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';
import type { CliContext } from './context.js';

/** The rows of a table, where there may be more than it shows. */
interface ShownRows {
  readonly shown: number;
  readonly all: number;
  readonly noun: string;
}

/**
 * What a table does not say of itself, where a person looks at it: how many of how many there are.
 *
 * @param rows what the rows are, where they may be fewer than there are
 */
export function contextNote(
  { matched, fleet, request }: Selection,
  args: Arguments,
  { stdout }: CliContext,
  rows?: ShownRows,
): readonly Diagnostic[] {
  if (!stdout.isTerminal || (args.get(output) ?? 'table') !== 'table') return [];
  const size = sizeOfFleet(fleet);
  if (matched.length === 0)
    return [
      {
        code: 'context',
        level: 'note',
        text: `no connector matches (0 of ${numberText(size)})`,
        hints: hintsFor(request),
      },
    ];
  const connectors =
    matched.length === size ? counted(size, 'connector') : countedOf(matched.length, size, 'connector');
  if (rows === undefined || rows.shown >= rows.all) return [{ code: 'context', level: 'note', text: connectors }];
  const showing = `showing ${countedOf(rows.shown, rows.all, rows.noun)}`;
  return [
    { code: 'context', level: 'note', text: rows.noun === 'connector' ? showing : `${showing}, of ${connectors}` },
  ];
}

/** What to try where nothing matches. */
function hintsFor(request: SelectionRequest): readonly string[] {
  const filters = [
    ...(request.names.length > 0 ? ['--name'] : []),
    ...(request.supportLevels.length > 0 ? ['--support-level'] : []),
    ...(request.languages.length > 0 ? ['--language'] : []),
    ...(request.types.length > 0 ? ['--type'] : []),
    ...(request.modified === undefined ? [] : ['--modified']),
    ...request.queries.map(({ savedAs }) => savedAs ?? '--metadata-query'),
  ];
  const given = [...new Set(filters)];
  const less = given.length > 1 ? [`leave out one of ${given.join(', ')}`] : [];
  return request.queries.length > 0
    ? [...less, 'fleetq explain QUERY --name CONNECTOR shows why']
    : [...less, 'fleetq stats and fleetq fields show what there is'];
}

/** What to say of a list of connectors that `--limit` may have cut. */
export function shownConnectors(shown: number, { matched }: Selection): ShownRows {
  return { shown, all: matched.length, noun: 'connector' };
}

/** A line that is drawn over while work goes on. */
export function progressText(doing: string, done: number, total: number): string {
  return `${doing} ${countedOf(done, total, 'connector')}`;
}
