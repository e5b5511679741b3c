import type { ProbedConnector } from '../../fleet/connector.js';
import type { MigrationPlan } from './plan.js';

/** How migrations are spread over branches. */
export interface Split {
  /** Connectors a branch. */
  readonly size: number;
  /** What the names of branches begin with. */
  readonly prefix: string;
}

/** What one branch holds. */
export interface MigrationGroup {
  readonly branch: string;
  /** At least one. */
  readonly connectors: readonly ProbedConnector[];
}

/** Groups of what is planned, in its order. Numbers are of equal length, so that branches sort as they were made. */
export function groupsOf(plans: readonly MigrationPlan[], { size, prefix }: Split): readonly MigrationGroup[] {
  const connectors = plans.flatMap((plan) => (plan.outcome === 'planned' ? [plan.connector] : []));
  const count = Math.ceil(connectors.length / Math.min(size, Math.max(connectors.length, 1)));
  const digits = String(count).length;
  return Array.from({ length: count }, (_, index) => ({
    branch: prefix + String(index + 1).padStart(digits, '0'),
    connectors: count === 1 ? connectors : connectors.slice(index * size, (index + 1) * size),
  }));
}
