import type { SurveyedFile } from '../../fleet/cache/survey.js';
import { counted } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Column, View } from '../view.js';
import { DOCUMENT_VERSION } from './selection-document.js';

const COLUMNS: readonly Column[] = [
  { title: 'Fleet', shorten: 'start' },
  { title: 'Documents', align: 'right' },
  { title: 'Size', align: 'right' },
  { title: 'Written' },
  { title: 'Version' },
  { title: 'File', shorten: 'middle', expendable: true },
];

/** What fleetq remembers, one file a row. */
export function cacheView(folder: string, files: readonly SurveyedFile[]): View {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const items = (): readonly JsonObject[] => files.map(item);
  return {
    document: () => ({ version: DOCUMENT_VERSION, folder, bytes, files: items() }),
    items,
    table: () => ({
      columns: COLUMNS,
      rows: files.map((file) => [
        { text: titleOf(file) },
        { text: file.documents === null ? '' : String(file.documents) },
        { text: String(file.bytes), shown: sizeText(file.bytes) },
        {
          text: new Date(file.written).toISOString(),
          shown: new Date(file.written).toISOString().slice(0, 16).replace('T', ' '),
        },
        versionCell(file),
        { text: file.path },
      ]),
      totals: [
        { text: `${counted(files.length, 'file')} in ${folder}` },
        { text: '' },
        { text: sizeText(bytes) },
        { text: '' },
        { text: '' },
        { text: '' },
      ],
    }),
    names: () => files.map(({ path }) => path),
    count: () => files.length,
    matrix: items,
    metrics: () => [
      {
        name: 'fleetq_cache_bytes',
        help: 'Size of a file of the cache, in bytes.',
        samples: files.map((file) => ({ labels: { file: file.path, kind: file.kind }, value: file.bytes })),
      },
    ],
  };
}

function item({ path, kind, fleet, documents, bytes, written, version, inUse }: SurveyedFile): JsonObject {
  return { file: path, kind, fleet, documents, bytes, written: new Date(written).toISOString(), version, inUse };
}

function versionCell({ kind, version, inUse }: SurveyedFile): Cell {
  if (kind === 'code') return { text: '' };
  return inUse ? { text: version ?? '' } : { text: `${version ?? 'unknown'} (not used)`, tone: 'faint' };
}

function titleOf({ kind, fleet }: SurveyedFile): string {
  switch (kind) {
    case 'snapshot':
      return fleet ?? 'unknown';
    case 'documents':
      return 'documents of any fleet';
    case 'leftover':
      return 'an unfinished write';
    case 'code':
      return 'compiled code of fleetq';
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
