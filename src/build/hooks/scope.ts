import { type PythonNode, type PythonSource, BY_HAND, childrenOf } from './python-tree.js';
import { UnreadableHooks } from './steps.js';
import { type PythonFunction, type PythonValue, bool } from './values.js';
import type { CallArguments } from './container.js';

/** What reading a module may cost: one for each node, and the length of each text that is made. */
const MOST_WORK = 400_000;
const DEEPEST = 100;

/** The state that is shared by everything in one module. */
export class Reading {
  private work = 0;
  private depth = 0;
  readonly globals = new Map<string, PythonValue>();

  constructor(
    readonly source: PythonSource,
    /** Runs the body of a function. Here, so that expressions need not know statements. */
    readonly call: (reading: Reading, callee: PythonFunction, args: CallArguments, at: PythonNode) => PythonValue,
  ) {}

  /** @throws UnreadableHooks for a module that would keep fleetq busy */
  spend(at: PythonNode, amount = 1): void {
    this.work += amount;
    if (this.work > MOST_WORK) throw this.source.refusal(at, 'reading it takes too long', BY_HAND);
  }

  nested<T>(at: PythonNode, read: () => T): T {
    if (this.depth >= DEEPEST) throw this.source.refusal(at, 'it is nested too deeply', BY_HAND);
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}

/** The names that a piece of code sees. */
export class Scope {
  private readonly names: Map<string, PythonValue>;

  /** @param locals what a function assigns anywhere; null for the module itself */
  constructor(
    readonly reading: Reading,
    private readonly locals: ReadonlySet<string> | null,
  ) {
    this.names = locals === null ? reading.globals : new Map<string, PythonValue>();
  }

  get isModule(): boolean {
    return this.locals === null;
  }

  assign(name: string, value: PythonValue): void {
    this.names.set(name, value);
  }

  /** The value of a name, which may be `unknown`. */
  find(name: string): PythonValue | undefined {
    if (this.locals?.has(name) === true) return this.names.get(name);
    return this.reading.globals.get(name);
  }

  lookUp(node: PythonNode): PythonValue {
    const name = this.reading.source.textOf(node);
    const value = this.find(name);
    if (value === undefined) throw this.reading.source.refusal(node, `\`${name}\` is not known here`, BY_HAND);
    if (value.type !== 'unknown') return value;
    const { refusal } = value;
    // Said where it is used: there somebody has to change something.
    throw new UnreadableHooks(this.reading.source.lineAt(node.from), `\`${name}\`: ${refusal.message}`, refusal.advice);
  }
}

/** Binds the names of an import: the few that hooks are known by, and all others as unknown. */
export function bindImport(scope: Scope, node: PythonNode): void {
  const { source } = scope.reading;
  const words = childrenOf(node).map((child) => ({ kind: child.name, text: source.textOf(child) }));
  if (words.some(({ kind }) => kind === '*'))
    throw source.refusal(node, 'a star import may define anything', 'import names');
  const text = source.textOf(node);
  const from = /^from\s+([\w.]+)\s+import\b/.exec(text)?.[1];
  const names = text.slice(text.search(/\bimport\b/) + 'import'.length).replace(/[()\\]|#[^\n]*/g, ' ');
  for (const item of names.split(',')) {
    const [, imported, alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(item) ?? [];
    if (imported === undefined) continue;
    const name = alias ?? imported.split('.')[0] ?? imported;
    scope.assign(name, importedValue(source, node, from, imported));
  }
}

function importedValue(source: PythonSource, node: PythonNode, from: string | undefined, name: string): PythonValue {
  if (from === undefined && ['textwrap', 'typing'].includes(name)) return { type: 'module', name };
  if (from === 'textwrap' && name === 'dedent') return { type: 'dedent' };
  if (from === 'typing' && name === 'TYPE_CHECKING') return bool(false);
  const shown = from === undefined ? name : `${from}.${name}`;
  return { type: 'unknown', refusal: source.refusal(node, `\`${shown}\` is only known when it runs`, BY_HAND) };
}
