import type { CacheFileInfo } from '../../fleet/index/cache-info.js';
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
export function cacheView(folder: string, files: readonly CacheFileInfo[]): View {
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

function item({ path, kind, fleet, documents, bytes, written, version, inUse }: CacheFileInfo): JsonObject {
  return { file: path, kind, fleet, documents, bytes, written: new Date(written).toISOString(), version, inUse };
}

function versionCell({ version, inUse }: CacheFileInfo): Cell {
  return inUse ? { text: version ?? '' } : { text: `${version ?? 'unknown'} (not used)`, tone: 'faint' };
}

function titleOf({ kind, fleet }: CacheFileInfo): string {
  switch (kind) {
    case 'index':
      return fleet ?? 'unknown';
    case 'temporary':
      return 'an unfinished write';
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
