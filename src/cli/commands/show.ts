import { type ConnectorsShown, showView } from '../../output/views/show.js';
import type { Diagnostic, Run } from '../command.js';
import { notCheckedOut, unreadableDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { withFleet } from '../fleet.js';
import { connectorsNamed } from '../named-connectors.js';
import { formatDiagnostics, render } from '../output.js';

/** `show`: connectors, whole, by their names. */
export const run: Run = async (args, context) => {
  const found = await withFleet(args, context, async ({ scan, probe }): Promise<ConnectorsShown> => {
    const fleet = await scan();
    return { fleet, ...(await connectorsNamed(args.positionals, fleet, probe, context)) };
  });
  const view = showView(found);
  const diagnostics = [...noticesOf(found), ...formatDiagnostics(view, args)];
  return {
    output: await render(view, args, context, found.fleet, diagnostics),
    diagnostics,
    exitCode: unreadableExitCode(found, args),
  };
};

function noticesOf({ fleet, connectors, unreadable }: ConnectorsShown): readonly Diagnostic[] {
  const shown = new Set(connectors.map(({ metadataPath }) => metadataPath));
  return [
    ...fleet.warnings
      .filter(({ path }) => shown.has(path))
      .map(({ path, message }): Diagnostic => ({ code: 'file', level: 'warning', text: `${path}: ${message}` })),
    ...notCheckedOut(fleet),
    ...unreadableDiagnostics({ unreadable }, 'error'),
  ];
}
