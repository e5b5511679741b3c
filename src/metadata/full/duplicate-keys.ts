import type { Scalar } from '../../values/value.js';
import { keyIdentity } from '../mapping-builder.js';
import { positionAt } from '../position.js';
import type { MetadataWarning } from '../result.js';
import { visible } from '../visible.js';

interface PlacedKey {
  readonly key: Scalar;
  readonly offset: number;
}

/** Collects a warning for every key that a mapping holds again. */
export class DuplicateKeys {
  private readonly found: (PlacedKey & { readonly first: number })[] = [];

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
    return this.found.toSorted((a, b) => a.offset - b.offset).map((duplicate) => this.warning(duplicate));
  }

  private warning({ key, offset, first }: PlacedKey & { readonly first: number }): MetadataWarning {
    const { line } = positionAt(this.text, first);
    const name = visible(String(key instanceof Object && 'value' in key ? key.value : key));
    const message = `the key \`${name}\` was already set in line ${line}; the value here counts`;
    return { code: 'duplicate-key', message, ...positionAt(this.text, offset) };
  }
}
