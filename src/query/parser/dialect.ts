import type jsep from 'jsep';
import { Jsep } from 'jsep';
import { QuerySyntaxError, type QuerySyntaxErrorCode, type SourceRange } from '../errors.js';
import type { LimitName, Limits } from '../limits.js';
import { nameAt, trimmedRange } from './lexical.js';
import { type RawNode, isRawNode } from './raw.js';

// The published types leave out the class behind the function, which is what a dialect of its own extends.
declare module 'jsep' {
  export class Jsep {
    constructor(source: string);
    index: number;
    readonly expr: string;
    get char(): string;
    get code(): number;
    parse(): jsep.Expression;
    gobbleSpaces(): void;
    gobbleExpressions(untilCode?: number): jsep.Expression[];
    gobbleExpression(): jsep.Expression;
    gobbleBinaryExpression(): jsep.Expression;
    gobbleToken(): jsep.Expression;
    gobbleTokenProperty(node: jsep.Expression): jsep.Expression;
    runHook(name: string, node?: jsep.Expression): jsep.Expression | undefined;
    searchHook(name: string): jsep.Expression | undefined;
    throwError(message: string): never;
  }
}

const SPACES = ' \t\f\r\n';

export interface Problem {
  readonly code: QuerySyntaxErrorCode;
  readonly summary: string;
  readonly hint?: string | null;
  readonly range?: SourceRange;
  readonly limit?: LimitName;
}

/** A part of the grammar. Each takes over one of jsep's steps for Python. */
export interface Grammar {
  /** One expression, without commas at its top. */
  readonly expression: (dialect: Dialect) => RawNode;
  /** A value without operators: a literal, a name, brackets. */
  readonly atom: (dialect: Dialect) => RawNode;
  /** What follows a value: attributes, subscripts, calls. */
  readonly trailers: (dialect: Dialect, value: RawNode) => RawNode;
  /** The whole query. */
  readonly query: (dialect: Dialect) => RawNode;
  /** Says why nothing can follow at the cursor. */
  readonly refuseRest: (dialect: Dialect) => never;
}

/**
 * jsep with Python's grammar. jsep keeps its operators, literals and hooks in tables that every user of the library
 * shares, and mis-reads a good part of Python's expressions silently. So the dialect is a class of its own: it keeps the
 * cursor and the order of jsep's steps, replaces each step, and neither reads nor changes a shared table.
 */
export class Dialect extends Jsep {
  /** Brackets around the cursor: inside them, a line break is a space. */
  #brackets = 0;
  /** Brackets around the innermost replacement field of an f-string that the cursor is in. */
  #fieldBrackets = -1;
  #depth = 0;
  #nodes = 0;
  readonly end: number;

  constructor(
    source: string,
    readonly limits: Limits,
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

  override parse(): RawNode {
    return this.grammar.query(this);
  }

  override gobbleExpression(): RawNode {
    return this.grammar.expression(this);
  }

  override gobbleBinaryExpression(): RawNode {
    return this.gobbleExpression();
  }

  override gobbleExpressions(): RawNode[] {
    return [this.gobbleExpression()];
  }

  override gobbleToken(): RawNode {
    this.gobbleSpaces();
    return this.gobbleTokenProperty(this.grammar.atom(this));
  }

  override gobbleTokenProperty(node: jsep.Expression): RawNode {
    return this.grammar.trailers(this, this.checked(node));
  }

  /** Other users of jsep may have registered hooks: they are not for this language. */
  override runHook(_name: string, node?: jsep.Expression): jsep.Expression | undefined {
    return node;
  }

  override searchHook(): undefined {
    return undefined;
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

  /** Goes past lines that hold nothing but spaces and comments, where nothing else is left of the query. */
  gobbleBlankLines(): void {
    const back = this.index;
    this.inBrackets(() => this.gobbleSpaces());
    if (!this.atEnd) this.index = back;
  }

  override throwError(message: string): never {
    this.fail({ code: 'syntax', summary: message });
  }

  /** @throws QuerySyntaxError, at the cursor unless the problem says where */
  fail(problem: Problem): never {
    const range = problem.range ?? { start: this.index, end: Math.min(this.index + 1, this.expr.length) };
    throw new QuerySyntaxError({ ...problem, hint: problem.hint ?? null, range, source: this.expr });
  }

  failRest(): never {
    return this.grammar.refuseRest(this);
  }

  /** A part of a node as a node, which jsep's own types leave open. */
  checked(value: unknown): RawNode {
    if (!isRawNode(value)) throw new TypeError('a syntax tree holds something else than nodes');
    return value;
  }

  get atEnd(): boolean {
    return this.index >= this.end;
  }

  /** True, and past it, when the text at the cursor is `text`. */
  take(text: string): boolean {
    if (!this.expr.startsWith(text, this.index)) return false;
    this.index += text.length;
    return true;
  }

  startsWith(text: string): boolean {
    return this.expr.startsWith(text, this.index);
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

  /** Reads one level further in. Each level costs the parser's stack too, so that it is counted before there is a node. */
  deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > this.limits.nesting) this.#failNesting(this.index);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** A node from `start` to the cursor, or to `end`. */
  node(
    type: string,
    start: number,
    fields: Record<string, jsep.baseTypes>,
    children: readonly RawNode[] = [],
    end = this.#endBeforeSpaces(start),
  ): RawNode {
    this.#nodes += 1;
    if (this.#nodes > this.limits.nodes) {
      const hint = 'a long list of values is best kept in a file of its own and compared outside';
      this.fail({
        code: 'limit',
        limit: 'nodes',
        summary: `the query has more than ${this.limits.nodes} parts`,
        hint,
        range: { start, end },
      });
    }
    let depth = 0;
    for (const child of children) depth = Math.max(depth, child.depth);
    if (depth >= this.limits.nesting) this.#failNesting(start);
    return { type, start, end, depth: depth + 1, ...fields };
  }

  /** The cursor may have gone past spaces to see what follows: they are no part of what was read. */
  #endBeforeSpaces(start: number): number {
    let end = this.index;
    while (end > start && SPACES.includes(this.expr.charAt(end - 1))) end -= 1;
    return end;
  }

  #failNesting(start: number): never {
    const summary = `the query is nested more than ${this.limits.nesting} levels deep`;
    this.fail({
      code: 'limit',
      limit: 'nesting',
      summary,
      hint: 'split it into several queries: all of them must match',
      range: { start, end: start + 1 },
    });
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
