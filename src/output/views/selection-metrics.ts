import type { Selection } from '../../selection/selection.js';
import type { Metric } from '../view.js';

/** The connectors of the fleet by what the selection made of them. */
export function selectionMetric({ counts }: Selection): Metric {
  const outcomes = ['matched', 'unmatched', 'undecided', 'unreadable'] as const;
  const samples = outcomes.map((outcome) => ({ labels: { outcome }, value: counts[outcome] }));
  return { name: 'fleetq_connectors', help: 'Connectors of the fleet by what the selection made of them.', samples };
}
