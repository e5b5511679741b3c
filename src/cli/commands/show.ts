import { type ConnectorsShown, showReport } from '../../output/views/show.js';
import type { Notice, Run } from '../command.js';
import { withFleet } from '../fleet.js';
import { connectorsNamed } from '../named-connectors.js';
import { formatNotices, rendered } from '../output.js';
import { unreadableExitCode, unreadableNotices } from '../unreadable.js';

/** `show`: connectors, whole, by their names. */
export const run: Run = async (args, environment) => {
  const fleet = await withFleet(args, environment, (opened) => opened.scan());
  const found: ConnectorsShown = { fleet, ...(await connectorsNamed(args.positionals, fleet)) };
  const report = showReport(found);
  const output = await rendered(report, args, environment);
  return {
    output,
    notices: [...noticesOf(found), ...formatNotices(report, args)],
    exitCode: unreadableExitCode(found, args),
  };
};

function noticesOf({ fleet, connectors, unreadable }: ConnectorsShown): readonly Notice[] {
  const shown = new Set(connectors.map(({ metadataPath }) => metadataPath));
  return [
    ...fleet.remarks
      .filter(({ path }) => shown.has(path))
      .map(({ path, message }): Notice => ({ level: 'warning', text: `${path}: ${message}` })),
    ...unreadableNotices({ unreadable }, 'error'),
  ];
}
