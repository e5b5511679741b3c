/** A column that may have to be narrower than what it holds, in terminal columns. */
export interface CrowdedColumn {
  readonly width: number;
  /** Widths of its cells. */
  readonly cells: readonly number[];
  /** Width of its title; 0 without one. */
  readonly title: number;
  /** Whether to take from it before the others. */
  readonly yields: boolean;
  /** The width below which it would say nothing: reached only where there is no other way. */
  readonly least: number;
}

/**
 * Widths that together fit into the room. Columns share it by what they hold: characters are taken, one by one, where
 * the cells lose the least. A cell loses by the square of the share that is cut off, and something for being cut at
 * all, so that one very long text does not cost its neighbours what all their rows hold.
 */
export function shareRoom(columns: readonly CrowdedColumn[], room: number): readonly number[] {
  const leastOfAll = columns.reduce((sum, { least }) => sum + least, 0);
  const crowded = columns.map((column) => new Crowded(column, Math.min(1, room / leastOfAll)));
  for (let excess = crowded.reduce((sum, { width }) => sum + width, 0) - room; excess > 0; excess--) {
    const [first, ...others] = crowded.filter(({ width, least }) => width > least);
    if (first === undefined) break;
    others.reduce((best, other) => (other.nextLoss < best.nextLoss ? other : best), first).narrow();
  }
  return crowded.map(({ width }) => width);
}

/** What a cell loses by being cut at all: as much as by losing an eighth of its text. */
const CUT = 1 / 64;

/** A title counts as so much of its cells: it is what tells columns apart. */
const TITLE_WEIGHT = 1 / 2;

const YIELDING = 1 / 16;

class Crowded {
  width: number;
  readonly least: number;
  /** What is lost by the next character that is taken. */
  nextLoss = 0;
  /** How many cells have each width. */
  readonly #counts = new Map<number, number>();
  readonly #factor: number;
  /** Sums of 1/width and 1/width^2 over the cells that are cut by the next character. */
  #sum = 0;
  #sumOfSquares = 0;

  constructor({ width, cells, title, yields, least }: CrowdedColumn, share: number) {
    this.width = width;
    this.least = Math.max(1, Math.floor(least * share));
    this.#factor = yields ? YIELDING : 1;
    for (const cell of cells) this.#add(cell, 1);
    if (title > 0) this.#add(title, Math.max(1, cells.length * TITLE_WEIGHT));
    this.#look();
  }

  narrow(): void {
    this.width -= 1;
    this.#look();
  }

  #add(cell: number, times: number): void {
    this.#counts.set(cell, (this.#counts.get(cell) ?? 0) + times);
  }

  /** The square of the share that a cell of width c loses grows by (2(c - width) + 1) / c^2. */
  #look(): void {
    const whole = this.#counts.get(this.width) ?? 0;
    if (this.width > 0) {
      this.#sum += whole / this.width;
      this.#sumOfSquares += whole / this.width ** 2;
    }
    const growth = 2 * this.#sum + (1 - 2 * this.width) * this.#sumOfSquares;
    this.nextLoss = this.#factor * (growth + CUT * whole);
  }
}
