import { FleetqError } from '../errors.js';
import type { Connector } from '../fleet/connector.js';
import { type Field, SCANNED_FIELDS } from '../selection/fields.js';
import type { UnknownField } from '../selection/selection.js';
import { nearest } from '../text/nearest.js';
import { type FieldPath, dottedText, parsePath, pathOfKeys, pathText, stepText } from '../values/path.js';
import { type FieldStats, collectFields } from './field-stats.js';

/** Fields as somebody asked for them. */
export interface FieldsFound {
  /** What was asked for: a path as it is printed, or a part of paths as it was written. */
  readonly below: string | null;
  readonly fields: readonly FieldStats[];
  /** Whether each field but the topmost stands below its parent. */
  readonly isTree: boolean;
}

/**
 * The field of a path and those below it, as the selected connectors have them; every field where there is no path. What is
 * no path of the fleet, but a part of some, finds these.
 * Throws a `usage` error for what no connector of the whole fleet has: the empty answer would look like a finding.
 */
export function findFields(
  written: string | undefined,
  selected: readonly Connector[],
  fleet: readonly Connector[],
): FieldsFound {
  const fields = collectFields(selected);
  if (written === undefined) return { below: null, fields, isTree: true };
  const known: readonly FieldPath[] = [
    ...SCANNED_FIELDS.map((name) => pathOfKeys(['connector', name])),
    ...collectFields(fleet).map(({ steps }) => steps),
  ];
  const path = knownPath(written, known);
  if (path !== undefined) {
    const below = pathText(path);
    return { below, fields: fields.filter((field) => isBelow(field.path, below)), isTree: true };
  }
  if (known.some((steps) => hasPart(steps, written)))
    return { below: written, fields: fields.filter(({ steps }) => hasPart(steps, written)), isTree: false };
  const meant = nearestPath(written, known) ?? nearestPath(`data.${written}`, known);
  throw new FleetqError('usage', `no connector has the field \`${written}\``, [
    meant === undefined ? 'fleetq fields lists them all' : `did you mean \`${meant}\`?`,
  ]);
}

/** The known path that is meant: as it is printed, or with dots between keys that are no plain names. */
function knownPath(written: string, known: readonly FieldPath[]): FieldPath | undefined {
  const parsed = parsePath(written);
  if (parsed === undefined) return undefined;
  const text = pathText(parsed.path);
  const exact = known.find((path) => pathText(path) === text);
  return exact ?? (parsed.isDotted ? known.find((path) => dottedText(path) === written) : undefined);
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[`);
}

/** Whether a text occurs in the keys of a path, in whatever case. What begins with `data.` is meant as a whole path. */
function hasPart(path: FieldPath, written: string): boolean {
  if (written === '' || /^(?:data|connector)(?:\.|\[)/.test(written)) return false;
  const part = written.toLowerCase();
  const [, ...below] = path;
  return [below.map(stepText).join(''), dottedText(path.slice(1))].some((text) => text.toLowerCase().includes(part));
}

/** The known path that was most likely meant, as it is printed. */
function nearestPath(written: string, known: readonly FieldPath[]): string | undefined {
  const parsed = parsePath(written);
  // Brackets and quotes would count as letters that differ.
  const texts = new Map(known.map((path) => [dottedText(path), pathText(path)]));
  const meant = nearest(parsed === undefined ? written : dottedText(parsed.path), [...texts.keys()]);
  return meant === undefined ? undefined : texts.get(meant);
}

/** The fields that no connector of the fleet has, with what was probably meant: a misspelt field looks just like a missing one. */
export function missingFields(fields: readonly Field[], fleet: readonly Connector[]): readonly UnknownField[] {
  const missing = fields.filter(
    (field) => !field.needsFolder && !fleet.some((connector) => field.valuesOf(connector).length > 0),
  );
  if (missing.length === 0 || fleet.length === 0) return [];
  const known = collectFields(fleet)
    .map(({ steps }) => steps)
    .filter(([root, ...below]) => root?.kind === 'key' && root.key === 'data' && below.length > 0);
  return missing.map(({ name }) => {
    const meant = nearestPath(name, known);
    return meant === undefined ? { path: name } : { path: name, nearest: meant };
  });
}
