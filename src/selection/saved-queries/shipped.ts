import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../io/package-files.js';

/** The texts of the saved queries that ship with fleetq. */
export function shippedQueries(): readonly { readonly path: string; readonly text: string }[] {
  const folder = packageFile('queries');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ path: `queries/${file}`, text: readFileSync(join(folder, file), 'utf8') }));
}
