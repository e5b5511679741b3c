import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { probeOf } from '../../src/fleet/folder-facts.js';
import { scanFleet } from '../../src/fleet/scan.js';
import { runBudget } from '../../src/selection/decide.js';
import { prepareSelection, select } from '../../src/selection/select.js';
import { EVERYTHING } from '../../src/selection/selection.js';
import { EXAMPLE_FLEET } from '../support/run-fleetq.js';

/** What all connectors of the example fleet spend on a query. */
async function spentOn(source: string): Promise<{ undecided: number; spent: number }> {
  const tree = workTree(EXAMPLE_FLEET);
  const fleet = await scanFleet(tree, DEFAULT_CONFIG);
  const run = runBudget();
  // Already used up: whoever asks again must ask the same budget.
  run.spend(run.steps, 0);
  const request = { ...EVERYTHING, queries: [{ source, missing: 'error' as const }] };
  const { undecided } = await select(prepareSelection(request, new Date(), run), fleet, probeOf(tree));
  return { undecided: undecided.length, spent: run.spent - run.steps };
}

it('whether --missing none would decide something is asked within the limits of the run', async () => {
  const { undecided, spent } = await spentOn('all(data.name != str(x) for x in range(9999))');
  expect(undecided).toBe(14);
  expect(spent).toBeLessThan(14 * 200);
});
