import { FleetqError } from '../errors.js';
import type { ProbedConnector } from '../fleet/connector.js';
import type { Probe } from '../fleet/folder-facts.js';
import type { Fleet } from '../fleet/scan.js';
import { nameMatcher, unknownNames } from '../selection/names.js';
import type { Selection } from '../selection/selection.js';
import { didYouMean } from '../text/nearest.js';
import { notCheckedOut } from './diagnostics.js';

/** The connectors of these names or globs, readable or not. Throws a `usage` error for a name that no connector has. */
export async function connectorsNamed(
  names: readonly string[],
  fleet: Fleet,
  probe: Probe,
): Promise<{ readonly connectors: readonly ProbedConnector[]; readonly unreadable: Fleet['unreadable'] }> {
  refuseUnknown(await unknownNames(names, fleet), fleet);
  const matches = await nameMatcher(names);
  const wanted = ({ name }: { readonly name: string }): boolean => matches(name);
  const { connectors, unreadable } = await probe(fleet.connectors.filter(wanted));
  return { connectors, unreadable: [...fleet.unreadable.filter(wanted), ...unreadable] };
}

/** The same for names that a selection was made by, among others that are filters. */
export function refuseUnknownAmong(names: readonly string[], { unknownNames: unknown, fleet }: Selection): void {
  refuseUnknown(
    unknown.filter(({ name }) => names.includes(name)),
    fleet,
  );
}

/** Throws a `usage` error for a name, given as an argument, that no connector has. */
function refuseUnknown([unknown]: Selection['unknownNames'], fleet: Fleet): void {
  if (unknown === undefined) return;
  const hints = unknown.nearest === undefined ? ['fleetq list -o names lists them'] : didYouMean(unknown.nearest);
  throw new FleetqError('usage', `no connector is called \`${unknown.name}\``, [
    ...hints,
    ...notCheckedOut(fleet).map(({ text }) => text),
  ]);
}
