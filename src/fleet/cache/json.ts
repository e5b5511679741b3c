/** Anything that JSON holds. */
export type Encoded = null | boolean | number | string | readonly Encoded[] | { readonly [key: string]: Encoded };

// Each gives a value that is of the expected kind, and throws for any other: a stored file is somebody else's data.

export function listOf(encoded: unknown): readonly Encoded[] {
  if (!Array.isArray(encoded)) throw new Error('expected a list');
  const list: readonly Encoded[] = encoded;
  return list;
}

export function textOf(encoded: unknown): string {
  if (typeof encoded !== 'string') throw new Error('expected text');
  return encoded;
}

export function textOrNull(encoded: unknown): string | null {
  return encoded === null ? null : textOf(encoded);
}

export function numberOf(encoded: unknown): number {
  if (typeof encoded !== 'number') throw new Error('expected a number');
  return encoded;
}

export function booleanOf(encoded: unknown): boolean {
  if (typeof encoded !== 'boolean') throw new Error('expected true or false');
  return encoded;
}
