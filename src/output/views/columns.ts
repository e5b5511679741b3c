import { type Connector, folderFacts, migrationOf } from '../../fleet/connector.js';
import { type Field, fieldNamed } from '../../selection/fields.js';
import type { Cell, Column } from '../view.js';
import { baseImageCell, cellOf, migrationCell, languageCell, supportLevelCell, yesOrNo } from './cells.js';

/** A column of a listing: what it is called and what stands in it. */
export interface ListColumn {
  readonly field: Field;
  readonly column: Column;
  readonly cell: (connector: Connector) => Cell;
}

type Known = Omit<ListColumn, 'field'>;

const KNOWN: Readonly<Record<string, Known>> = {
  name: { column: { title: 'Connector', shorten: 'middle' }, cell: ({ name }) => ({ text: name }) },
  language: {
    column: { title: 'Language' },
    cell: (connector) => languageCell(folderFacts(connector).language),
  },
  supportLevel: { column: { title: 'Support level' }, cell: ({ supportLevel }) => supportLevelCell(supportLevel) },
  version: { column: { title: 'Version' }, cell: ({ version }) => ({ text: version ?? '' }) },
  path: { column: { title: 'Folder', shorten: 'start', expendable: true }, cell: ({ path }) => ({ text: path }) },
  baseImage: { column: { title: 'Base image', shorten: 'start' }, cell: ({ baseImage }) => baseImageCell(baseImage) },
  type: { column: { title: 'Type' }, cell: ({ type }) => ({ text: type ?? '' }) },
  migration: { column: { title: 'Migration' }, cell: (connector) => migrationCell(migrationOf(connector)) },
  hasDockerfile: {
    column: { title: 'Dockerfile' },
    cell: (connector) => yesOrNo(folderFacts(connector).hasDockerfile),
  },
  hasBuildCustomization: {
    column: { title: 'Build customization' },
    cell: (connector) => yesOrNo(folderFacts(connector).hasBuildCustomization),
  },
};

export const DEFAULT_COLUMNS = ['name', 'language', 'supportLevel', 'version', 'path', 'baseImage'] as const;

/** With `--modified` the reference puts a column of its own in front. */
export const MODIFIED_COLUMN = 'modified';

/** The columns as somebody named them. Throws a `usage` error for a name that cannot be a field. */
export function columnsNamed(names: readonly string[]): readonly ListColumn[] {
  return names.map((name) => {
    if (name === MODIFIED_COLUMN)
      return {
        field: { name, needsFolder: false, valueOf: () => true, valuesOf: () => [true] },
        column: { title: 'Modified' },
        cell: () => ({ text: 'yes' }),
      };
    const field = fieldNamed(name, [MODIFIED_COLUMN]);
    const known = Object.hasOwn(KNOWN, field.name) ? KNOWN[field.name] : undefined;
    return known === undefined
      ? { field, column: { title: field.name }, cell: (connector) => cellOf(field.valueOf(connector)) }
      : { field, ...known };
  });
}
