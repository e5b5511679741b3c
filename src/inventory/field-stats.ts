import type { Connector } from '../fleet/connector.js';
import { scannedFields } from '../selection/record.js';
import { scalarText } from '../values/to-text.js';
import { type Scalar, type Value, entriesOf, isList, isMapping } from '../values/value.js';
import { type ValueType, typeOfValue } from './value-type.js';
import { pathPart } from './wildcard-keys.js';

/** What a fleet holds at one field path. Every connector counts once, however often the path occurs in it. */
export interface FieldStats {
  /** `data.ab_internal.ql`; `[]` stands for each item of a list, `*` for keys that are data. */
  readonly path: string;
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

/** Every field path, each below its parent, the most common first among brothers. */
export function surveyFields(connectors: readonly Connector[]): readonly FieldStats[] {
  const roots = [new Node('connector', 0, 'connector'), new Node('data', 0, 'data')] as const;
  for (const connector of connectors) {
    const visit = new Visit();
    visit.enter(roots[0], scannedFields(connector));
    visit.enter(roots[1], connector.data);
    visit.count();
  }
  return roots.flatMap((root) => [...root.branches()].map((node) => node.survey()));
}

/** A place in the fleet's metadata, and what was seen there. */
class Node {
  readonly #children = new Map<string, Node>();
  readonly #types = new Map<ValueType, number>();
  readonly #values = new Map<string, { readonly value: Scalar; connectors: number }>();
  #connectors = 0;

  constructor(
    readonly path: string,
    readonly depth: number,
    readonly lastPart: string,
  ) {}

  child(part: string): Node {
    let child = this.#children.get(part);
    if (child === undefined) {
      child = new Node(part === ITEM ? this.path + part : `${this.path}.${part}`, this.depth + 1, part);
      this.#children.set(part, child);
    }
    return child;
  }

  add({ types, values }: Sighting): void {
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

  survey(): FieldStats {
    const { path, depth, lastPart } = this;
    const types = [...this.#types]
      .map(([type, connectors]) => ({ type, connectors }))
      .sort((a, b) => b.connectors - a.connectors || (a.type < b.type ? -1 : 1));
    const values = [...this.#values.values()].sort(
      (a, b) => b.connectors - a.connectors || compareText(a.value, b.value),
    );
    return { path, depth, lastPart, connectors: this.#connectors, types, values };
  }
}

const ITEM = '[]';

interface Sighting {
  readonly types: Set<ValueType>;
  readonly values: Map<string, Scalar>;
}

/** What one connector has at each place. */
class Visit {
  readonly #sightings = new Map<Node, Sighting>();

  enter(node: Node, value: Value): void {
    const sighting = this.#sightingAt(node);
    const type = typeOfValue(value);
    sighting.types.add(type);
    if (isMapping(value)) {
      for (const [key, inner] of entriesOf(value)) this.enter(node.child(pathPart(key)), inner);
    } else if (isList(value)) {
      for (const item of value) this.enter(node.child(ITEM), item);
    } else {
      sighting.values.set(`${type} ${scalarText(value)}`, value);
    }
  }

  count(): void {
    for (const [node, sighting] of this.#sightings) node.add(sighting);
  }

  #sightingAt(node: Node): Sighting {
    let sighting = this.#sightings.get(node);
    if (sighting === undefined) this.#sightings.set(node, (sighting = { types: new Set(), values: new Map() }));
    return sighting;
  }
}

function compareText(a: Scalar, b: Scalar): number {
  const [first, second] = [scalarText(a), scalarText(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
