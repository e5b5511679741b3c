import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The path of a program on the PATH, or null. Folders that are relative there are passed over: a fleet may hold anything. */
export function findProgram(
  name: string,
  { PATH: path = '' }: Readonly<Record<string, string | undefined>>,
): string | null {
  const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
  const files = path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => names.map((file) => join(folder, file)));
  return files.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
