import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../support/run-fleetq.js';
import { npm } from './package.js';

/**
 * Another Node, from npm's registry, kept for the next run. Null where the registry is out of reach; in CI that throws.
 * The package of the platform and not `node`, which would need an install script.
 */
export async function otherNode(major: number): Promise<string | null> {
  const folder = join(PROJECT, 'node_modules', '.cache', 'fleetq-nodes', String(major));
  const name = `node-${process.platform}-${process.arch}`;
  const program = join(folder, 'node_modules', name, 'bin', 'node');
  try {
    if (!existsSync(program)) {
      mkdirSync(folder, { recursive: true });
      await npm(['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${major}`], folder);
    }
    execFileSync(program, ['--version']);
    return program;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    // eslint-disable-next-line no-console -- the reason belongs on the developer's screen
    console.warn(`skipped: Node ${major} is not here and npm's registry does not give it`);
    return null;
  }
}
