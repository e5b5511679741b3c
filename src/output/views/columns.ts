import { FleetqError } from '../../errors.js';
import { CONFIG_FILE, DEFAULT_CONFIG } from '../../fleet/config.js';
import { type Connector, folderFacts, migrationOf } from '../../fleet/connector.js';
import type { Probe } from '../../fleet/folder-facts.js';
import { type Field, fieldNamed } from '../../selection/fields.js';
import type { Selection } from '../../selection/selection.js';
import { type TitledField, readTitledField } from '../../selection/titled-field.js';
import type { Cell, Column } from '../view.js';
import { baseImageCell, languageCell, migrationCell, supportLevelCell, valueCell } from './cells.js';

/** A column of a listing, with the field that it shows. */
export interface ListColumn extends Column<Connector> {
  readonly field: Field;
  /** The key of its values in documents: its title where somebody gave it one, else the field as it was written. */
  readonly key: string;
}

const KNOWN: Readonly<Record<string, Omit<Column<Connector>, 'name'>>> = {
  name: { title: 'Connector', shorten: 'middle', cellOf: ({ name }) => ({ text: name }) },
  language: {
    title: 'Language',
    cellOf: (connector) => languageCell(folderFacts(connector).language),
  },
  supportLevel: { title: 'Support level', cellOf: ({ supportLevel }) => supportLevelCell(supportLevel) },
  version: { title: 'Version', cellOf: ({ version }) => ({ text: version ?? '' }) },
  path: { title: 'Folder', shorten: 'start', expendable: true, cellOf: ({ path }) => ({ text: path }) },
  metadataPath: {
    title: 'Metadata file',
    shorten: 'start',
    expendable: true,
    cellOf: ({ metadataPath }) => ({ text: metadataPath }),
  },
  baseImage: { title: 'Base image', shorten: 'start', cellOf: ({ baseImage }) => baseImageCell(baseImage) },
  type: { title: 'Type', cellOf: ({ type }) => ({ text: type ?? '' }) },
  migration: { title: 'Migration', cellOf: (connector) => migrationCell(migrationOf(connector)) },
  hasDockerfile: { title: 'Dockerfile', cellOf: (connector) => yesOrNo(folderFacts(connector).hasDockerfile) },
  hasBuildCustomization: {
    title: 'Build customization',
    cellOf: (connector) => yesOrNo(folderFacts(connector).hasBuildCustomization),
  },
};

export const DEFAULT_COLUMNS = ['name', 'language', 'supportLevel', 'version', 'path', 'baseImage'] as const;

/** With `--modified` the reference puts a column of its own in front. */
const MODIFIED_COLUMN = 'modified';

/**
 * The columns as somebody named them for a fleet: fields, or `Title=field`. Throws a `usage` error for a name that cannot
 * be a field, and for one title over two fields.
 */
export function columnsNamed(names: readonly string[], fleet: readonly Connector[]): readonly ListColumn[] {
  const columns = names.map((name) => titledColumn(readTitledField(name), fleet));
  for (const { key, field } of columns) {
    const other = columns.find((column) => column.key === key && column.field.name !== field.name);
    if (other === undefined) continue;
    throw new FleetqError('usage', `two columns are called \`${key}\``, [
      `they show ${field.name} and ${other.field.name}`,
    ]);
  }
  return columns;
}

function titledColumn({ field, title }: TitledField, fleet: readonly Connector[]): ListColumn {
  if (title === '')
    throw new FleetqError('usage', `the column \`=${field}\` has no title`, [
      `write ${field} alone, or Title=${field}`,
    ]);
  const column = { ...columnNamed(field, fleet), isField: true };
  return title === undefined ? column : { ...column, key: title, name: title, title };
}

const MODIFIED: Field = {
  name: MODIFIED_COLUMN,
  needsFolder: false,
  valueOf: () => true,
  valuesOf: () => [true],
  within: () => MODIFIED,
};

function columnNamed(name: string, fleet: readonly Connector[]): ListColumn {
  if (name === MODIFIED_COLUMN)
    return { field: MODIFIED, key: name, name, title: 'Modified', cellOf: () => ({ text: 'yes' }) };
  const field = fieldNamed(name, [MODIFIED_COLUMN]).within(fleet);
  const known = Object.hasOwn(KNOWN, field.name) ? KNOWN[field.name] : undefined;
  return known === undefined
    ? { field, key: name, name: field.name, cellOf: (connector) => valueCell(field.valueOf(connector)) }
    : { field, key: name, name: field.name, ...known };
}

/** What people call a field. */
export function titleOf({ name }: Field): string {
  return (Object.hasOwn(KNOWN, name) ? KNOWN[name]?.title : undefined) ?? name;
}

/**
 * The columns of a listing where nobody asks for others: those that the fleet's configuration names, else the
 * reference's own. A fleet with another layout is shown without those of them that it has nothing for.
 */
export async function columnsByDefault(
  { request, fleet }: Pick<Selection, 'request' | 'fleet'>,
  probe: Probe,
): Promise<readonly ListColumn[]> {
  const { columns, metadata } = fleet.config;
  const modified = columnsNamed(request.modified === undefined ? [] : [MODIFIED_COLUMN], fleet.connectors);
  if (columns !== null) return [...modified, ...columns.map((column) => configuredColumn(column, fleet.connectors))];
  const all = columnsNamed(DEFAULT_COLUMNS, fleet.connectors);
  if (metadata === DEFAULT_CONFIG.metadata) return [...modified, ...all];
  const { connectors } = await probe(fleet.connectors);
  return [
    ...modified,
    ...all.filter(({ field }) => connectors.some((connector) => (field.valueOf(connector) ?? null) !== null)),
  ];
}

function configuredColumn(column: TitledField, fleet: readonly Connector[]): ListColumn {
  try {
    return titledColumn(column.title === undefined ? readTitledField(column.field) : column, fleet);
  } catch (error) {
    if (!(error instanceof FleetqError)) throw error;
    throw new FleetqError('configuration', `${CONFIG_FILE}: columns: ${error.message}`, error.hints);
  }
}

function yesOrNo(value: boolean): Cell {
  return { text: value ? 'yes' : 'no' };
}
