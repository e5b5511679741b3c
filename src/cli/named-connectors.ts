import { EXIT, FleetqError, type ExitCode } from '../errors.js';
import type { Fleet } from '../fleet/fleet.js';
import { unknownNames } from '../selection/known-names.js';
import { nameMatcher } from '../selection/names.js';
import { didYouMean } from '../words/nearest.js';
import { allowUnreadable } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Notice } from './command.js';

/** The connectors of these names or globs, readable or not. Throws a `usage` error for a name that no connector has. */
export async function connectorsNamed(names: readonly string[], fleet: Fleet): Promise<Pick<Fleet, 'connectors' | 'unreadable'>> {
  const [unknown] = await unknownNames(names, fleet);
  if (unknown !== undefined) {
    const hints = unknown.nearest === undefined ? ['fleetq list -o names lists them'] : didYouMean(unknown.nearest);
    throw new FleetqError('usage', `no connector is called \`${unknown.name}\``, hints);
  }
  const matches = await nameMatcher(names);
  const wanted = ({ name }: { readonly name: string }): boolean => matches(name);
  return { connectors: fleet.connectors.filter(wanted), unreadable: fleet.unreadable.filter(wanted) };
}

/** What is wrong with those of the named that cannot be read. */
export function unreadableNotices({ unreadable }: Pick<Fleet, 'unreadable'>): readonly Notice[] {
  return unreadable.map(({ path, error }) => ({ level: 'error', text: `${path}: ${error}` }));
}

/** 3 where one of the named cannot be read and nobody said that this is all right. */
export function namedExitCode({ unreadable }: Pick<Fleet, 'unreadable'>, args: Arguments): ExitCode {
  return unreadable.length > 0 && !args.get(allowUnreadable) ? EXIT.unreadable : EXIT.done;
}
