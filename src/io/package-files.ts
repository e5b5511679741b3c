import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of a file that ships with fleetq, whether this code runs from its bundle or from its sources. */
export function packageFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}

/** The text of a file that ships with fleetq; undefined where there is none. */
export function packageText(path: string): string | undefined {
  const file = packageFile(path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
