import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The rows of a table in cases/, read by the YAML library itself (YAML 1.2), not by the parsers under test. */
export function caseTable(name: string): readonly Readonly<Record<string, unknown>>[] {
  const rows: unknown = parse(readFileSync(new URL(`../cases/${name}.yaml`, import.meta.url), 'utf8'));
  if (!Array.isArray(rows) || rows.length === 0) throw new Error(`${name}.yaml holds no rows`);
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null) throw new Error(`${name}.yaml: a row is no mapping`);
    return { ...row };
  });
}
