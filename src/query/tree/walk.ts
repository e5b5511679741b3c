import type { Vocabulary } from '../other-language-hints.js';
import type { RawNode } from '../parser/raw.js';
import type { Node } from './nodes.js';
import { textOf } from './reading.js';
import type { Refusals } from './refusals.js';
import type { ComprehensionScope } from './scope.js';

/** What the walk knows at a place in the tree. */
export interface Walk {
  readonly names: ReadonlySet<string>;
  readonly vocabulary: Vocabulary;
  readonly refusals: Refusals;
  readonly scope: ComprehensionScope | null;
  readonly newSlot: () => number;
  readonly lower: (raw: RawNode, walk: Walk) => Node;
}

export function place(raw: RawNode): { readonly start: number; readonly end: number } {
  return { start: raw.start, end: raw.end };
}

/** The name of an attribute, where it is none of Python's own. */
export function attributeName(property: RawNode, walk: Walk): string {
  const name = textOf(property, 'name');
  if (name.startsWith('_') || name.startsWith('func_')) walk.refusals.privateAttribute(name, property);
  return name;
}
