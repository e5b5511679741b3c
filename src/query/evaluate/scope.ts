/** The names of one comprehension, and the slots of the frame that hold their values while it runs. */
export class Scope {
  readonly #slots = new Map<string, number>();
  readonly #certain = new Set<string>();

  /** All names have a slot from the start: `[x for y in [1, 2] for x in x]` finds its `x` the second time. */
  constructor(
    private readonly outer: Scope | null,
    names: readonly string[],
    newSlot: () => number,
  ) {
    for (const name of names) if (!this.#slots.has(name)) this.#slots.set(name, newSlot());
  }

  get slots(): readonly number[] {
    return [...this.#slots.values()];
  }

  slotOf(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** From here on, the name has a value whenever it is read. */
  bind(name: string): void {
    this.#certain.add(name);
  }

  /** Slots that may hold a name's value, innermost first; `certain` if one of them always does. */
  resolve(name: string): { readonly slots: readonly number[]; readonly certain: boolean } {
    const slot = this.#slots.get(name);
    if (slot !== undefined && this.#certain.has(name)) return { slots: [slot], certain: true };
    const outer = this.outer?.resolve(name) ?? { slots: [], certain: false };
    return slot === undefined ? outer : { slots: [slot, ...outer.slots], certain: outer.certain };
  }
}
