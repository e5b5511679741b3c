import { sort } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';

/** What `--sort` asks for. */
export interface Sorting {
  readonly field: string;
  readonly descending: boolean;
}

/** `--sort FIELD` or `--sort -FIELD`; undefined where nobody asked. */
export function sortingFrom(args: Arguments): Sorting | undefined {
  const written = args.get(sort);
  if (written === undefined) return undefined;
  const descending = written.startsWith('-');
  return { field: descending ? written.slice(1) : written, descending };
}
