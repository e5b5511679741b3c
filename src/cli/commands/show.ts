import { EXIT, FleetqError } from '../../errors.js';
import type { Fleet } from '../../fleet/fleet.js';
import { showReport, type ConnectorsShown } from '../../reports/show.js';
import { nameMatcher } from '../../selection/names.js';
import { unknownNames } from '../../selection/known-names.js';
import { allowUnreadable } from '../arguments/options.js';
import type { Notice, Run } from '../command.js';
import { withFleet } from '../fleet.js';
import { formatNotices, rendered } from '../output.js';

/** `show`: connectors, whole, by their names. */
export const run: Run = async (args, environment) => {
  const fleet = await withFleet(args, environment, (opened) => opened.scan());
  const found = await connectorsNamed(args.positionals, fleet);
  const report = showReport(found);
  const output = await rendered(report, args, environment);
  const exitCode = found.unreadable.length > 0 && !args.get(allowUnreadable) ? EXIT.unreadable : EXIT.done;
  return { output, notices: [...noticesOf(found), ...formatNotices(report, args)], exitCode };
};

/** Throws a `usage` error for a name that no connector has. */
async function connectorsNamed(names: readonly string[], fleet: Fleet): Promise<ConnectorsShown> {
  const [unknown] = await unknownNames(names, fleet);
  if (unknown !== undefined) {
    const hints = unknown.nearest === undefined ? ['fleetq list -o names lists them'] : [`did you mean \`${unknown.nearest}\`?`];
    throw new FleetqError('usage', `no connector is called \`${unknown.name}\``, hints);
  }
  const matches = await nameMatcher(names);
  const wanted = ({ name }: { readonly name: string }): boolean => matches(name);
  return { fleet, connectors: fleet.connectors.filter(wanted), unreadable: fleet.unreadable.filter(wanted) };
}

function noticesOf({ fleet, connectors, unreadable }: ConnectorsShown): readonly Notice[] {
  const shown = new Set(connectors.map(({ metadataPath }) => metadataPath));
  return [
    ...fleet.remarks.filter(({ path }) => shown.has(path)).map(({ path, message }): Notice => ({ level: 'warning', text: `${path}: ${message}` })),
    ...unreadable.map(({ path, error }): Notice => ({ level: 'error', text: `${path}: ${error}` })),
  ];
}
