import type jsep from 'jsep';

/** A node as the dialect builds it: jsep's shape, with its place, and how deep the tree below it goes. */
export interface RawNode extends jsep.Expression {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** True for what stood in brackets of its own: `(a)` is no keyword name, `(a, b)` needs no more brackets. */
  readonly bracketed?: boolean;
}

export function isRawNode(value: unknown): value is RawNode {
  return typeof value === 'object' && value !== null && 'depth' in value && 'start' in value && 'end' in value;
}

/** A whole number beyond what `number` holds exactly; jsep's types know no bigint. */
export class LargeInteger {
  constructor(readonly value: bigint) {}
}
