/** The names of one comprehension, and where their values are kept while it runs. */
export class ComprehensionScope {
  readonly #slots = new Map<string, number>();
  readonly #certain = new Set<string>();

  constructor(readonly outer: ComprehensionScope | null) {}

  get slots(): readonly number[] {
    return [...this.#slots.values()];
  }

  slotOf(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** A slot for each name is there from the start: `[x for y in [1, 2] for x in x]` finds its `x` the second time. */
  declare(name: string, newSlot: () => number): void {
    if (!this.#slots.has(name)) this.#slots.set(name, newSlot());
  }

  /** From here on the name has a value whenever it is read. */
  bind(name: string): void {
    this.#certain.add(name);
  }

  isCertain(name: string): boolean {
    return this.#certain.has(name);
  }
}

export interface Resolved {
  readonly slots: readonly number[];
  /** False when one of the slots always holds a value. */
  readonly mayFallThrough: boolean;
}

/** Where a name may have its value, innermost comprehension first. */
export function resolve(name: string, scope: ComprehensionScope | null): Resolved {
  const slots: number[] = [];
  for (let current = scope; current !== null; current = current.outer) {
    const slot = current.slotOf(name);
    if (slot === undefined) continue;
    slots.push(slot);
    if (current.isCertain(name)) return { slots, mayFallThrough: false };
  }
  return { slots, mayFallThrough: true };
}
