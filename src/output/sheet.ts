import type { Cell } from './cell.js';

/** One thing, told in full: a title, then sections one below the other. */
export interface Sheet {
  readonly title: string;
  readonly sections: readonly Section[];
}

export type Section = FactsSection | TextSection;

/** Labels with what stands to each, aligned. */
export interface FactsSection {
  readonly kind: 'facts';
  readonly facts: readonly { readonly label: string; readonly cell: Cell }[];
}

/** Lines whose indentation means something, such as YAML or a query. */
export interface TextSection {
  readonly kind: 'text';
  readonly title: string;
  readonly lines: readonly string[];
}
