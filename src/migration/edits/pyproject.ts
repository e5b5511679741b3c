import { isDeepStrictEqual } from 'node:util';
import { type Edited, type Splice, applySplices } from './text-edit.js';

/** The tables of `pyproject.toml` that state a package's version: Poetry's own, and the standard's. */
const VERSION_TABLES = ['tool.poetry', 'project'];

/** Raises the version in `pyproject.toml` where it states `from`; null where it states no such version. */
export async function raisePyprojectVersion(text: string, from: string, to: string): Promise<Edited | null> {
  const before = await parseToml(text);
  if (before === null) return { ok: false, reason: 'is not valid TOML' };
  const tables = VERSION_TABLES.filter((table) => versionIn(before, table) === from);
  if (tables.length === 0) return null;
  const splices = tables.flatMap((table) => versionSplice(text, table, from, to) ?? []);
  const edited = applySplices(text, splices);
  const after = await parseToml(edited);
  if (
    after === null ||
    splices.length < tables.length ||
    !isDeepStrictEqual(structuredClone(after), withVersions(before, tables, to))
  ) {
    return { ok: false, reason: 'states the version in a way that cannot be edited in place' };
  }
  return { ok: true, text: edited };
}

/** The version that `pyproject.toml` states, or null where it states none or is no TOML. */
export async function pyprojectVersion(text: string): Promise<string | null> {
  const document = await parseToml(text);
  const versions = VERSION_TABLES.map((table) => (document === null ? null : versionIn(document, table)));
  return versions.find((version) => version !== null) ?? null;
}

/** Replaces what is between the quotes of the table's `version = "…"`. */
function versionSplice(text: string, table: string, from: string, to: string): Splice | null {
  const parts = table.split('.').map((part) => `["']?${part}["']?`);
  const name = parts.join('[ \\t]*\\.[ \\t]*');
  const header = new RegExp(`^[ \\t]*\\[[ \\t]*${name}[ \\t]*\\][^\\n]*$`, 'm').exec(text);
  if (header === null) return null;
  const start = header.index + header[0].length;
  const next = /^[ \t]*\[/m.exec(text.slice(start));
  const body = text.slice(start, next === null ? undefined : start + next.index);
  const line = /^[ \t]*["']?version["']?[ \t]*=[ \t]*["']/m.exec(body);
  if (line === null) return null;
  const offset = start + line.index + line[0].length;
  return text.startsWith(from, offset) ? { start: offset, end: offset + from.length, text: to } : null;
}

async function parseToml(text: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

function versionIn(document: unknown, table: string): string | null {
  let value: unknown = document;
  for (const key of [...table.split('.'), 'version'])
    value = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' ? value : null;
}

function withVersions(document: unknown, tables: readonly string[], version: string): unknown {
  const copy: unknown = structuredClone(document);
  for (const table of tables) {
    let inner: unknown = copy;
    for (const key of table.split('.')) inner = isRecord(inner) ? inner[key] : undefined;
    if (isRecord(inner)) inner.version = version;
  }
  return copy;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
