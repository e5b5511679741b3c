import { posix, relative, resolve, sep } from 'node:path';
import { FleetqError } from '../errors.js';
import type { ProbedConnector } from '../fleet/connector.js';
import type { Probe } from '../fleet/folder-facts.js';
import type { Fleet } from '../fleet/scan.js';
import { nameMatcher, unknownNames } from '../selection/names.js';
import type { Selection } from '../selection/selection.js';
import { didYouMean } from '../text/nearest.js';
import type { CliContext } from './context.js';
import { notCheckedOut } from './diagnostics.js';
import { looksLikePath } from './fleet-words.js';

/** The connectors of these names or globs, readable or not. Throws a `usage` error for a name that no connector has. */
export async function connectorsNamed(
  names: readonly string[],
  fleet: Fleet,
  probe: Probe,
  { workingFolder }: CliContext,
): Promise<{ readonly connectors: readonly ProbedConnector[]; readonly unreadable: Fleet['unreadable'] }> {
  const wantedNames = namesAtPaths(names, fleet, workingFolder);
  refuseUnknown(await unknownNames(wantedNames, fleet), fleet);
  const matches = await nameMatcher(wantedNames);
  const wanted = ({ name }: { readonly name: string }): boolean => matches(name);
  const { connectors, unreadable } = await probe(fleet.connectors.filter(wanted));
  return { connectors, unreadable: [...fleet.unreadable.filter(wanted), ...unreadable] };
}

/** A path such as `.` or `connectors/source-x/` becomes the name of the connector that is or holds that folder. */
export function namesAtPaths(names: readonly string[], fleet: Fleet, workingFolder: string): readonly string[] {
  if (!names.some(looksLikePath)) return names;
  const folders = [
    ...fleet.connectors.map(({ name, path }) => ({ name, folder: path })),
    // The path of what cannot be read is that of the folder or of the file in it.
    ...fleet.unreadable.flatMap(({ name, path }) =>
      [path, posix.dirname(path)]
        .filter((folder) => posix.basename(folder) === name)
        .map((folder) => ({ name, folder })),
    ),
  ];
  return names.map((name) => {
    if (!looksLikePath(name)) return name;
    const path = relative(fleet.root, resolve(workingFolder, name)).split(sep).join('/');
    const holding = folders.filter(({ folder }) => `${path}/`.startsWith(`${folder}/`));
    return holding.length === 1 ? (holding[0]?.name ?? name) : name;
  });
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
  const hints = unknown.meant.length === 0 ? ['fleetq list -o names lists them'] : didYouMean(unknown.meant);
  const problem = looksLikePath(unknown.name)
    ? `\`${unknown.name}\` is no folder of a connector, nor in one`
    : `no connector is called \`${unknown.name}\``;
  throw new FleetqError('usage', problem, [...hints, ...notCheckedOut(fleet).map(({ text }) => text)]);
}
