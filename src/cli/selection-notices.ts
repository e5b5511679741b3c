import type { ExitCode } from '../errors.js';
import type { Selection, UnknownField } from '../selection/selection.js';
import { didYouMean } from '../text/nearest.js';
import { counted, firstFew } from '../text/plural.js';
import type { Arguments } from './arguments/parse.js';
import type { Notice } from './command.js';
import { unreadableExitCode, unreadableNotices } from './unreadable.js';

/** What somebody must know about a selection besides its result: nothing is silently lost. */
export function selectionNotices(selection: Selection): readonly Notice[] {
  return [
    ...remarks(selection),
    ...unknownNames(selection),
    ...unknownFieldNotices(selection.unknownFields),
    ...undecided(selection),
    ...unreadable(selection),
  ];
}

/** 3 where metadata could not be read and nobody said that this is all right. */
export function selectionExitCode({ fleet }: Selection, args: Arguments): ExitCode {
  return unreadableExitCode(fleet, args);
}

function remarks({ fleet }: Selection): readonly Notice[] {
  return fleet.remarks.map(({ path, message }) => ({ level: 'warning', text: `${path}: ${message}` }));
}

function unknownNames({ unknownNames: names }: Selection): readonly Notice[] {
  return names.map(({ name, nearest }) => ({
    level: 'warning',
    text: `no connector is called \`${name}\``,
    hints: didYouMean(nearest),
  }));
}

/** That no connector has a field, and which was probably meant. */
export function unknownFieldNotices(fields: readonly UnknownField[]): readonly Notice[] {
  return fields.map(({ path, nearest }) => ({
    level: 'warning',
    text: `no connector has the field \`${path}\``,
    hints: didYouMean(nearest),
  }));
}

const REASONS_SHOWN = 2;

/** Two lines at the least: how many and why; four at the most, however many reasons there are. */
function undecided({ undecided: connectors, request }: Selection): readonly Notice[] {
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
  const advice =
    request.queries.some(({ missing }) => missing === 'error') && rest.length === 0
      ? ['--missing none reads a missing field as None']
      : [];
  return [
    { level: 'note', text: `${counted(connectors.length, 'connector')} undecided`, hints: [...shown, ...advice] },
  ];
}

const UNREADABLE_SHOWN = 20;

function unreadable({ fleet }: Selection): readonly Notice[] {
  const shown = unreadableNotices({ unreadable: fleet.unreadable.slice(0, UNREADABLE_SHOWN) }, 'warning');
  if (fleet.unreadable.length === 0) return [];
  const more = fleet.unreadable.length - shown.length;
  return [
    ...shown,
    {
      level: 'warning',
      text: `${counted(fleet.unreadable.length, 'metadata file')} could not be read${more > 0 ? ` (${more} more are named in -o json)` : ''}`,
    },
  ];
}
