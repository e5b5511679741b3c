import { Float, type Scalar } from '../../values/value.js';
import { keyIdentity } from '../mapping-builder.js';
import { Positions } from '../position.js';
import type { MetadataWarning } from '../result.js';
import { visible } from '../visible.js';

interface PlacedKey {
  readonly key: Scalar;
  readonly offset: number;
}

interface Duplicate extends PlacedKey {
  /** Where the key stands first. */
  readonly first: number;
}

/** Collects a warning for every key that a mapping holds again. */
export class DuplicateKeys {
  private readonly found: Duplicate[] = [];

  constructor(private readonly text: string) {}

  note(keys: readonly PlacedKey[]): void {
    const offsets = new Map<string, number>();
    for (const { key, offset } of keys) {
      const identity = keyIdentity(key);
      const first = offsets.get(identity);
      if (first === undefined) offsets.set(identity, offset);
      else this.found.push({ key, offset, first });
    }
  }

  /** In the order of the text. */
  warnings(): readonly MetadataWarning[] {
    if (this.found.length === 0) return [];
    const positions = new Positions(this.text);
    return this.found.toSorted((a, b) => a.offset - b.offset).map((duplicate) => warningOf(duplicate, positions));
  }
}

function warningOf({ key, offset, first }: Duplicate, positions: Positions): MetadataWarning {
  const name = visible(String(key instanceof Float ? key.value : key));
  const message = `the key \`${name}\` was already set in line ${positions.at(first).line}; the value here counts`;
  return { code: 'duplicate-key', message, ...positions.at(offset) };
}
