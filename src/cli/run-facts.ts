import { FleetqError } from '../errors.js';
import type { Fleet } from '../fleet/scan.js';
import type { Format } from '../output/format.js';
import type { RunFacts, Warning } from '../output/view.js';
import { bounded } from '../text/bounded.js';
import type { Diagnostic } from './command.js';
import type { CliContext } from './context.js';

/** What documents and metrics say of the run: when it was, on what, and what a person sees on stderr. */
export async function runFacts(
  format: Format,
  fleet: Pick<Fleet, 'checkout'> | null,
  diagnostics: readonly Diagnostic[],
  context: CliContext,
): Promise<RunFacts> {
  const checkout = await fleet?.checkout?.();
  return { time: timeOfRun(format, context), checkout: checkout ?? null, warnings: diagnostics.map(warningOf) };
}

/** Throws a `usage` error where the time is to be told and `SOURCE_DATE_EPOCH` is none. */
export function timeOfRun(format: Format, context: CliContext): Date {
  return tellsTime(format) ? timeOf(context) : context.now;
}

function tellsTime(format: Format): boolean {
  return isDocument(format) || format === 'openmetrics';
}

/** Whether a form holds the whole document, and not its items alone. */
export function isDocument(format: Format): boolean {
  return format === 'json' || format === 'yaml';
}

/** Now, or what `SOURCE_DATE_EPOCH` says: output is then the same, byte by byte, whenever it is made. */
function timeOf({ now, variables: { SOURCE_DATE_EPOCH: epoch } }: CliContext): Date {
  if (epoch === undefined || epoch === '') return now;
  const time = new Date(Number(epoch) * 1000);
  if (/^\d{1,12}$/.test(epoch) && !Number.isNaN(time.getTime()) && time.getUTCFullYear() <= 9999) return time;
  throw new FleetqError('usage', `SOURCE_DATE_EPOCH is \`${bounded(epoch, 40)}\`, which is no time`, [
    'it counts the seconds since 1970: SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)',
  ]);
}

/** UTF-16 units of a message in a document. */
const MESSAGE_LENGTH = 2000;

function warningOf({ code, level, text, hints = [] }: Diagnostic): Warning {
  return {
    code,
    level: level === 'query' ? 'error' : level,
    message: bounded(text, MESSAGE_LENGTH),
    hints: hints.map((hint) => bounded(hint, MESSAGE_LENGTH)),
  };
}
