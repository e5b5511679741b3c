import { type RawNode, isRawNode } from '../parser/raw.js';

/** A defect of the dialect: its tree holds something that the walk does not know. It never reaches an evaluation. */
export class UnforeseenTree extends Error {
  override readonly name = 'UnforeseenTree';

  constructor(raw: RawNode, field: string) {
    super(`the syntax tree holds an unforeseen ${raw.type}.${field}`);
  }
}

export function childOf(raw: RawNode, field: string): RawNode {
  const child: unknown = raw[field];
  if (!isRawNode(child)) throw new UnforeseenTree(raw, field);
  return child;
}

export function optionalChildOf(raw: RawNode, field: string): RawNode | null {
  return raw[field] === null ? null : childOf(raw, field);
}

export function childrenOf(raw: RawNode, field: string): readonly RawNode[] {
  const children: unknown = raw[field];
  if (!Array.isArray(children) || !children.every(isRawNode)) throw new UnforeseenTree(raw, field);
  return children;
}

export function textOf(raw: RawNode, field: string): string {
  const text: unknown = raw[field];
  if (typeof text !== 'string') throw new UnforeseenTree(raw, field);
  return text;
}

export function textsOf(raw: RawNode, field: string): readonly string[] {
  const texts: unknown = raw[field];
  if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) throw new UnforeseenTree(raw, field);
  return texts;
}

/** The text as one of those that are foreseen. */
export function oneOf<T extends string>(raw: RawNode, field: string, text: string, foreseen: readonly T[]): T {
  const found = foreseen.find((candidate) => candidate === text);
  if (found === undefined) throw new UnforeseenTree(raw, field);
  return found;
}
