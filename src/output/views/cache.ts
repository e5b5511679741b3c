import type { CacheFileInfo } from '../../fleet/index/cache-info.js';
import { counted } from '../../text/plural.js';
import type { Cell, View } from '../view.js';
import { documentHead } from './document.js';
import { runMetric } from './metrics.js';

/** What fleetq remembers, one file a row. */
export function cacheView(folder: string, files: readonly CacheFileInfo[]): View<CacheFileInfo> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    rows: files,
    nameOf: ({ path }) => path,
    itemOf: ({ path, kind, fleet, documents, bytes: size, written, version, inUse }) => ({
      file: path,
      kind,
      fleet,
      connectors: documents,
      bytes: size,
      written: new Date(written).toISOString(),
      version,
      inUse,
    }),
    linesOf: (file) => [file],
    columns: [
      { name: 'fleet', title: 'Fleet', shorten: 'start', cellOf: fleetCell },
      {
        name: 'connectors',
        title: 'Documents',
        align: 'right',
        cellOf: ({ documents }) => ({ text: documents === null ? '' : String(documents) }),
      },
      {
        name: 'bytes',
        title: 'Size',
        align: 'right',
        cellOf: (file) => ({ text: String(file.bytes), shown: sizeText(file.bytes) }),
      },
      { name: 'written', title: 'Written', cellOf: ({ written }) => timeCell(new Date(written)) },
      { name: 'version', title: 'Version', cellOf: versionCell },
      { name: 'file', title: 'File', shorten: 'middle', expendable: true, cellOf: ({ path }) => ({ text: path }) },
    ],
    totals: [`${counted(files.length, 'file')} in ${folder}`, '', sizeText(bytes), '', '', ''].map((text) => ({
      text,
    })),
    document: (items, run) => ({ ...documentHead(run), folder, bytes, files: items }),
    metrics: (run) => [
      runMetric(run),
      {
        name: 'fleetq_cache_bytes',
        help: 'Size of a file of the cache, in bytes.',
        samples: files.map((file) => ({ labels: { file: file.path, kind: file.kind }, value: file.bytes })),
      },
    ],
  };
}

function fleetCell({ kind, fleet }: CacheFileInfo): Cell {
  switch (kind) {
    case 'index':
      return { text: fleet ?? 'unknown' };
    case 'temporary':
      return { text: 'an unfinished write' };
  }
}

function timeCell(time: Date): Cell {
  const text = time.toISOString();
  return { text, shown: text.slice(0, 16).replace('T', ' ') };
}

function versionCell({ version, inUse }: CacheFileInfo): Cell {
  return inUse ? { text: version ?? '' } : { text: `${version ?? 'unknown'} (not used)`, tone: 'faint' };
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
