import type { TagKind } from './tags.js';

/** A document as PyYAML's composer sees it: kinds are settled, and an alias is the very node that it names. */
export type ResolvedNode = ScalarNode | SequenceNode | MappingNode;

interface Placed {
  readonly kind: TagKind;
  /** Where the node starts in the text. */
  readonly offset: number;
  /** Nodes that a walk of this one meets, aliases followed. */
  readonly weight: number;
  /** Collections inside one another, aliases followed, this one included. */
  readonly height: number;
}

export interface ScalarNode extends Placed {
  readonly type: 'scalar';
  readonly text: string;
}

export interface SequenceNode extends Placed {
  readonly type: 'sequence';
  readonly items: readonly ResolvedNode[];
}

export interface MappingNode extends Placed {
  readonly type: 'mapping';
  readonly pairs: readonly (readonly [key: ResolvedNode, value: ResolvedNode])[];
}

const COLLECTION_NAMES = { scalar: 'a single value', sequence: 'a list', mapping: 'a mapping' } as const;

export const nameOfNode = (node: ResolvedNode): string => COLLECTION_NAMES[node.type];
