import { FleetqError } from '../../errors.js';
import { queryView, tracedQueryView } from '../../output/views/explain.js';
import { compileRequested, doubtfulQueries } from '../../selection/decide.js';
import { explain } from '../../selection/explain.js';
import type { QueryRequest } from '../../selection/selection.js';
import { unknownFields } from '../../selection/unknown-fields.js';
import * as options from '../arguments/options.js';
import type { Arguments } from '../arguments/parse.js';
import type { Run } from '../command.js';
import {
  doubtfulQueryDiagnostics,
  notCheckedOut,
  unknownFieldDiagnostics,
  unreadableDiagnostics,
  unreadableExitCode,
} from '../diagnostics.js';
import { type FleetHandle, withFleet } from '../fleet.js';
import { connectorsNamed } from '../named-connectors.js';
import { render } from '../output.js';

/** `explain`: how a query was understood, what it reads, and what its parts come to on the connectors that were named. */
export const run: Run = async (args, context) => {
  const { query, fleet, named } = await withFleet(args, context, async (handle) => {
    const [compiled] = compileRequested([await requestFrom(args, handle)], context.now);
    if (compiled === undefined) throw new FleetqError('usage', 'no query to explain');
    const scanned = await handle.scan();
    const connectors = await connectorsNamed(args.get(options.names), scanned, handle.probe, context);
    return { query: compiled, fleet: scanned, named: connectors };
  });
  const explanation = explain(query, fleet, named.connectors);
  const diagnostics = [
    ...notCheckedOut(fleet),
    ...unreadableDiagnostics(named, 'error'),
    ...doubtfulQueryDiagnostics(doubtfulQueries([query])),
    ...unknownFieldDiagnostics(unknownFields([query], fleet)),
  ];
  const output =
    explanation.traced.length > 0
      ? await render(tracedQueryView(explanation, fleet), args, context, fleet, diagnostics)
      : await render(queryView(explanation, fleet), args, context, fleet, diagnostics);
  return { output, diagnostics, exitCode: unreadableExitCode(named, args) };
};

/** The query as it is written, or the saved one of that name: a name alone is no query. */
async function requestFrom(args: Arguments, { tree, config }: FleetHandle): Promise<QueryRequest> {
  const [written = ''] = args.positionals;
  const missing = args.get(options.missing);
  if (!/^[a-z0-9-]+$/.test(written)) return { source: written, missing: missing ?? 'error' };
  const { findSavedQuery, loadSavedQueries, nameOf } = await import('../../selection/saved-queries.js');
  const loaded = await loadSavedQueries(tree, config);
  if (!loaded.some((query) => nameOf(query) === written)) return { source: written, missing: missing ?? 'error' };
  const saved = findSavedQuery(written, loaded);
  if (saved.query === undefined)
    throw new FleetqError('usage', `the saved query ${written} has filters only, nothing to explain`);
  return { source: saved.query, missing: missing ?? saved.missing ?? 'error', savedAs: saved.name };
}
