import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a test run a cache of its own, lest it fill the developer's or take answers from it. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'fleetq-test-cache-'));
  process.env.FLEETQ_CACHE_DIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
