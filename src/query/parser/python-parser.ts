import { Jsep } from 'jsep';
import { QuerySyntaxError, type QuerySyntaxErrorCode, type SourceRange } from '../errors.js';
import type { LimitName, Limits } from '../limits.js';
import type { Node, Syntax } from '../syntax-tree.js';
import { nameAt } from '../../values/python-names.js';
import { trimmedRange } from './lexical.js';

// The published types leave out the class, and its nodes are untyped: these are the steps that the parser replaces.
declare module 'jsep' {
  export class Jsep {
    constructor(source: string);
    index: number;
    readonly expr: string;
    get char(): string;
    get code(): number;
    parse(): unknown;
    gobbleSpaces(): void;
    gobbleExpressions(untilCode?: number): unknown[];
    gobbleExpression(): unknown;
    gobbleBinaryExpression(): unknown;
    gobbleToken(): unknown;
    gobbleTokenProperty(node: unknown): unknown;
    runHook(name: string, node?: unknown): unknown;
    searchHook(name: string): unknown;
    throwError(message: string): never;
  }
}

const SPACES = ' \t\f\r\n';

/** Python's grammar, each part in place of one of jsep's steps. */
export interface Grammar {
  /** The whole query. */
  readonly query: (parser: PythonParser) => Node;
  /** One expression, without commas at its top. */
  readonly expression: (parser: PythonParser) => Node;
  /** A value without operators: a literal, a name, brackets. */
  readonly atom: (parser: PythonParser) => Node;
  /** What follows a value: attributes, subscripts, calls. */
  readonly trailers: (parser: PythonParser, value: Node) => Node;
}

/**
 * jsep with Python's grammar and typed nodes. jsep keeps its operators, literals and hooks in tables that all its users
 * share, and misreads many of Python's expressions silently. So this class keeps jsep's cursor and the order of its steps,
 * replaces each step, and neither reads nor changes a shared table.
 */
export class PythonParser extends Jsep {
  /** Open brackets at the cursor: inside them, a line break is a space. */
  #brackets = 0;
  /** Value of `#brackets` directly inside the innermost replacement field of an f-string; -1 outside of them. */
  #fieldBrackets = -1;
  #depth = 0;
  #nodes = 0;
  readonly end: number;

  /** @param functions the names that may stand after `key=` */
  constructor(
    source: string,
    readonly limits: Limits,
    readonly functions: ReadonlySet<string>,
    private readonly grammar: Grammar,
  ) {
    super(source);
    if (source.length > limits.sourceLength) {
      throw new QuerySyntaxError({
        code: 'limit',
        limit: 'sourceLength',
        summary: `the query is longer than ${limits.sourceLength} characters`,
        hint: 'split it into several queries: all of them must match',
        range: { start: 0, end: 1 },
        source: source.slice(0, limits.sourceLength),
      });
    }
    const { start, end } = trimmedRange(source);
    this.index = start;
    this.end = end;
  }

  override parse(): Node {
    return this.grammar.query(this);
  }

  override gobbleExpression(): Node {
    return this.grammar.expression(this);
  }

  override gobbleBinaryExpression(): Node {
    return this.gobbleExpression();
  }

  override gobbleExpressions(): Node[] {
    return [this.gobbleExpression()];
  }

  override gobbleToken(): Node {
    this.gobbleSpaces();
    return this.gobbleTokenProperty(this.grammar.atom(this));
  }

  override gobbleTokenProperty(node: Node): Node {
    return this.grammar.trailers(this, node);
  }

  /** Hooks that other users of jsep have registered are not for this language. */
  override runHook(_name: string, node?: unknown): unknown {
    return node;
  }

  override searchHook(): undefined {
    return undefined;
  }

  override throwError(message: string): never {
    this.fail('syntax', message);
  }

  override gobbleSpaces(): void {
    for (;;) {
      const ch = this.code;
      if (ch === 32 || ch === 9 || ch === 12) this.index += 1;
      else if (ch === 35 /* # */) this.#skipComment();
      else if (ch === 92 /* \ */ && this.#lineBreakLength(this.index + 1) > 0)
        this.index += 1 + this.#lineBreakLength(this.index + 1);
      else if (this.#brackets > 0 && this.#lineBreakLength(this.index) > 0) this.index += 1;
      else break;
    }
    if (this.index > this.end) this.index = this.end;
  }

  /** Skips lines that hold only spaces and comments, if nothing else is left of the query. */
  gobbleBlankLines(): void {
    const back = this.index;
    this.inBrackets(() => this.gobbleSpaces());
    if (!this.atEnd) this.index = back;
  }

  /** @throws QuerySyntaxError, at the cursor unless a range is given */
  fail(
    code: QuerySyntaxErrorCode,
    summary: string,
    hint: string | null = null,
    range: SourceRange = { start: this.index, end: Math.min(this.index + 1, this.expr.length) },
    limit: LimitName | null = null,
  ): never {
    const { start, end } = range;
    throw new QuerySyntaxError({ code, summary, hint, range: { start, end }, source: this.expr, limit });
  }

  /** The range of so many characters from the cursor on. */
  next(length: number): SourceRange {
    return { start: this.index, end: this.index + length };
  }

  get atEnd(): boolean {
    return this.index >= this.end;
  }

  startsWith(text: string): boolean {
    return this.expr.startsWith(text, this.index);
  }

  /** True, with the cursor moved past it, when the text at the cursor is `text`. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false;
    this.index += text.length;
    return true;
  }

  /** The name at the cursor as written, or null; the cursor stays. */
  peekName(): string | null {
    return nameAt(this.expr, this.index);
  }

  takeWord(word: string): boolean {
    if (!this.startsWith(word) || this.peekName() !== word) return false;
    this.index += word.length;
    return true;
  }

  /** Reads with line breaks as spaces. */
  inBrackets<T>(read: () => T): T {
    this.#brackets += 1;
    const result = read();
    this.#brackets -= 1;
    return result;
  }

  /** Reads what is inside the braces of an f-string. */
  inField<T>(read: () => T): T {
    const outer = this.#fieldBrackets;
    this.#fieldBrackets = this.#brackets + 1;
    const result = this.inBrackets(read);
    this.#fieldBrackets = outer;
    return result;
  }

  /** True directly between the braces of an f-string, where `!`, `=` and `:` end the value. */
  get inReplacementField(): boolean {
    return this.#brackets === this.#fieldBrackets;
  }

  /** Reads one level further in. Recursion costs the parser's stack, so it is limited before there is a node. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > this.limits.nesting) this.#failNesting(this.index);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** What every node has: its range, from `start` to the cursor or to `end`, and its depth. Counts against the limits. */
  syntax(start: number, children: readonly Syntax[] = [], end = this.#endBeforeSpaces(start)): Syntax {
    this.#nodes += 1;
    if (this.#nodes > this.limits.nodes) {
      const hint = 'a long list of values is best kept in a file of its own and compared outside';
      this.fail('limit', `the query has more than ${this.limits.nodes} parts`, hint, { start, end }, 'nodes');
    }
    let depth = 0;
    for (const child of children) depth = Math.max(depth, child.depth);
    if (depth >= this.limits.nesting) this.#failNesting(start);
    return { start, end, depth: depth + 1 };
  }

  /** The cursor may have skipped spaces to see what follows: they do not belong to the node. */
  #endBeforeSpaces(start: number): number {
    let end = this.index;
    while (end > start && SPACES.includes(this.expr.charAt(end - 1))) end -= 1;
    return end;
  }

  #failNesting(start: number): never {
    const summary = `the query is nested more than ${this.limits.nesting} levels deep`;
    const hint = 'split it into several queries: all of them must match';
    this.fail('limit', summary, hint, { start, end: start + 1 }, 'nesting');
  }

  #lineBreakLength(index: number): number {
    const ch = this.expr.charCodeAt(index);
    if (ch === 10) return 1;
    if (ch !== 13) return 0;
    return this.expr.charCodeAt(index + 1) === 10 ? 2 : 1;
  }

  #skipComment(): void {
    while (this.index < this.end && this.#lineBreakLength(this.index) === 0) this.index += 1;
  }
}
