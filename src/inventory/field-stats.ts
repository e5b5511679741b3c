import { type Connector, dataOf } from '../fleet/connector.js';
import { isProbed } from '../fleet/folder-facts.js';
import { fieldsWithoutFolder, scannedFields } from '../selection/fields.js';
import { ANY_KEY, type FieldPath, ITEMS, type Step, keyStep, stepText } from '../values/path.js';
import { scalarText } from '../values/to-text.js';
import { type Scalar, type Value, entriesOf, isList, isMapping } from '../values/value.js';
import { type ValueType, typeOfValue } from './value-type.js';

/** What a fleet holds at one field path. Every connector counts once, however often the path occurs in it. */
export interface FieldStats {
  /** As queries write it, `data.ab_internal.ql`; `[]` stands for each item of a list, `*` for keys that are data. */
  readonly path: string;
  readonly steps: FieldPath;
  /** How many fields it lies below the topmost. */
  readonly depth: number;
  /** The last part of the path, as it stands below its parent. */
  readonly lastPart: string;
  readonly connectors: number;
  /** With how many connectors have each, most common first. */
  readonly types: readonly { readonly type: ValueType; readonly connectors: number }[];
  /** Plain values with how many connectors have each, most common first. Lists and mappings are not among them. */
  readonly values: readonly { readonly value: Scalar; readonly connectors: number }[];
}

/**
 * Every field path, each below its parent, the most common first among siblings. Fields that depend on a connector's
 * folder are there for connectors that have been probed.
 */
export function collectFields(connectors: readonly Connector[]): readonly FieldStats[] {
  const roots = [new Node([keyStep('connector')], 'connector'), new Node([keyStep('data')], 'data')] as const;
  for (const connector of connectors) {
    const collector = new FieldCollector();
    collector.enter(roots[0], isProbed(connector) ? scannedFields(connector) : fieldsWithoutFolder(connector));
    collector.enter(roots[1], dataOf(connector));
    collector.count();
  }
  return roots.flatMap((root) => [...root.branches()].map((node) => node.stats()));
}

/** A place in the fleet's metadata, and what was seen there. */
class Node {
  readonly #children = new Map<string, Node>();
  readonly #types = new Map<ValueType, number>();
  readonly #values = new Map<string, { readonly value: Scalar; connectors: number }>();
  #connectors = 0;

  constructor(
    readonly steps: FieldPath,
    readonly path: string,
  ) {}

  child(step: Step): Node {
    const id = step.kind === 'key' ? `key ${String(step.key)}` : step.kind;
    let child = this.#children.get(id);
    if (child === undefined) {
      child = new Node([...this.steps, step], this.path + stepText(step));
      this.#children.set(id, child);
    }
    return child;
  }

  add({ types, values }: Occurrence): void {
    this.#connectors++;
    for (const type of types) this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
    for (const [key, value] of values) {
      const seen = this.#values.get(key);
      if (seen === undefined) this.#values.set(key, { value, connectors: 1 });
      else seen.connectors++;
    }
  }

  *branches(): Generator<Node> {
    if (this.#connectors > 0) yield this;
    const children = [...this.#children.values()].sort(
      (a, b) => b.#connectors - a.#connectors || (a.path < b.path ? -1 : 1),
    );
    for (const child of children) yield* child.branches();
  }

  stats(): FieldStats {
    const { path, steps } = this;
    const [last] = steps.slice(-1);
    const lastPart = steps.length === 1 || last === undefined ? path : stepText(last).replace(/^\./, '');
    const types = [...this.#types]
      .map(([type, connectors]) => ({ type, connectors }))
      .sort((a, b) => b.connectors - a.connectors || (a.type < b.type ? -1 : 1));
    const values = [...this.#values.values()].sort(
      (a, b) => b.connectors - a.connectors || compareText(a.value, b.value),
    );
    return { path, steps, depth: steps.length - 1, lastPart, connectors: this.#connectors, types, values };
  }
}

interface Occurrence {
  readonly types: Set<ValueType>;
  readonly values: Map<string, Scalar>;
}

/** What one connector has at each place. */
class FieldCollector {
  readonly #occurrences = new Map<Node, Occurrence>();

  enter(node: Node, value: Value): void {
    const occurrence = this.#occurrenceAt(node);
    const type = typeOfValue(value);
    occurrence.types.add(type);
    if (isMapping(value)) {
      for (const [key, inner] of entriesOf(value)) this.enter(node.child(stepUnder(key)), inner);
    } else if (isList(value)) {
      for (const item of value) this.enter(node.child(ITEMS), item);
    } else {
      occurrence.values.set(`${type} ${scalarText(value)}`, value);
    }
  }

  count(): void {
    for (const [node, occurrence] of this.#occurrences) node.add(occurrence);
  }

  #occurrenceAt(node: Node): Occurrence {
    let occurrence = this.#occurrences.get(node);
    if (occurrence === undefined) this.#occurrences.set(node, (occurrence = { types: new Set(), values: new Map() }));
    return occurrence;
  }
}

function compareText(a: Scalar, b: Scalar): number {
  const [first, second] = [scalarText(a), scalarText(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

const VERSION = /^v?\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.+-]*)?$/;
const WHOLE_NUMBER = /^\d+$/;
const DATE = /^\d{4}-\d{2}-\d{2}/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DIGEST = /^(?:[a-z0-9]+:)?[0-9a-f]{32,}$/i;
const DATA_LIKE = [VERSION, WHOLE_NUMBER, DATE, UUID, DIGEST];

function stepUnder(key: Scalar): Step {
  // A key that is an asterisk itself is a name.
  return pathPart(key) === key ? keyStep(key) : ANY_KEY;
}

/** What stands for a key that is data rather than a name. */
const ANY_PART = '*';

/**
 * A key as a part of a field path. Keys that are data (a version, a number, a date, a UUID, a digest, anything that is
 * no string) become `*`: otherwise every release of every connector would be a field of its own.
 * It depends on the key alone, so a path stays the same while the fleet changes.
 */
export function pathPart(key: Scalar): string {
  return typeof key !== 'string' || DATA_LIKE.some((shape) => shape.test(key)) ? ANY_PART : key;
}

/** Every field path into the metadata (`data.ab_internal.ql`), with how many connectors have it, most common first. */
export function fieldPaths(connectors: readonly Connector[]): ReadonlyMap<string, number> {
  const fields = collectFields(connectors).filter(({ path }) => path.startsWith('data') && path !== 'data');
  return new Map(
    fields
      .map(({ path, connectors: count }) => [path, count] as const)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  );
}
