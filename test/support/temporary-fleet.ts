import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fleetq-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder; the keys are paths relative to it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A fleet of the given connector files; the keys are paths relative to the folder of connectors. */
export function temporaryFleet(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = temporaryFolder();
  const connectors = 'airbyte-integrations/connectors';
  mkdirSync(join(root, connectors), { recursive: true });
  writeFiles(
    root,
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`${connectors}/${path}`, content])),
  );
  return root;
}
