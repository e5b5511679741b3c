import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of a file that ships with fleetq, whether this code runs from its bundle or from its sources. */
export function packageFile(path: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, path);
}
