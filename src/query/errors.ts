import { bounded } from '../text/bounded.js';
import type { LimitName } from './limits.js';

/** A part of the query: offsets in UTF-16 units, `end` exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** What can be wrong with a query itself. */
export type QuerySyntaxErrorCode =
  | 'empty' // there is no query
  | 'syntax' // Python would not read it either
  | 'statement' // Python, but not an expression
  | 'not-python' // JavaScript, SQL or shell spelling
  | 'not-available' // a Python expression that the language does not have (lambda, await, …)
  | 'unknown-name'
  | 'unknown-function'
  | 'unknown-method'
  | 'private-attribute' // `__class__` and its like
  | 'not-deterministic' // `rand`, `randint`
  | 'limit'; // longer, deeper or larger than a query may be

/** Why the evaluation of a query on one record can fail. */
export type QueryEvaluationErrorCode =
  | 'missing-field' // a mapping has no such key, by attribute or subscript
  | 'missing-attribute' // a value that is no mapping has no such attribute
  | 'missing-index' // a list, tuple or string is shorter
  | 'uncalled-method' // `data.items` without `()`, where there is no such key
  | 'unbound-name' // a comprehension's name is read before it has a value
  | 'type' // an operation on a kind of value that does not have it
  | 'value' // the right kind, but a value that does not work (`int('x')`)
  | 'zero-division'
  | 'overflow' // beyond what a floating-point number holds
  | 'unsupported-value' // the record holds something that is no metadata (a function, an instance)
  | 'limit';

/** An error of the query, not of this program: capturing a stack would tell nothing and cost more than the evaluation. */
class StacklessError extends Error {
  constructor(message?: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}

/** A failed operation whose range in the query is not known yet. */
export class EvaluationFault extends StacklessError {
  override readonly name = 'EvaluationFault';

  constructor(
    readonly code: QueryEvaluationErrorCode,
    readonly summary: string,
    readonly hint: Hint = null,
    readonly limit: LimitName | null = null,
  ) {
    super(summary);
  }
}

/** What to try. A function for one that is costly to find, such as a similar name: it is called when the hint is read. */
export type Hint = string | null | (() => string | null);

interface Details<Code> {
  readonly code: Code;
  /** One line, with names and values of the query in backquotes. */
  readonly summary: string;
  /** One line: what to try. */
  readonly hint: string | null;
  readonly range: SourceRange;
  readonly source: string;
  /** The limit that was met, where `code` is `limit`. */
  readonly limit?: LimitName | null;
}

/** A summary or hint quotes names of the query, which may be as long as it. */
const MAX_LINE = 380;

function formatError(details: Details<string>): string {
  const lines = [`query error: ${bounded(details.summary, MAX_LINE)}`, excerptLines(details.source, details.range)];
  if (details.hint !== null) lines.push(bounded(details.hint, MAX_LINE));
  return lines.join('\n');
}

/** The line of the query where a range starts, and carets under it: two lines, indented. */
export function excerptLines(source: string, range: SourceRange): string {
  const { line, carets } = excerpt(source, range);
  return `  ${line}\n  ${carets}`;
}

/** An invalid query. `message` has three or four lines: summary, excerpt, carets, hint. */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
  readonly code: QuerySyntaxErrorCode;
  readonly summary: string;
  readonly hint: string | null;
  readonly range: SourceRange;
  readonly limit: LimitName | null;

  constructor(details: Details<QuerySyntaxErrorCode>) {
    super(formatError(details));
    this.code = details.code;
    this.summary = details.summary;
    this.hint = details.hint;
    this.range = details.range;
    this.limit = details.limit ?? null;
  }
}

/** Where an evaluation failed, and why. */
interface EvaluationFailure {
  readonly fault: EvaluationFault;
  readonly range: SourceRange;
  readonly source: string;
}

/** Characters of the query that a reason quotes at most. */
const REASON_EXCERPT = 60;
/** Characters of a reason: it stands in documents once for each record. */
const MAX_REASON = 2_000;

/** The evaluation of a query failed on one record. */
export class QueryEvaluationError extends StacklessError {
  override readonly name = 'QueryEvaluationError';
  readonly code: QueryEvaluationErrorCode;
  readonly summary: string;
  readonly range: SourceRange;
  readonly limit: LimitName | null;
  readonly #failure: EvaluationFailure;

  constructor(failure: EvaluationFailure) {
    super();
    this.code = failure.fault.code;
    this.summary = failure.fault.summary;
    this.range = failure.range;
    this.limit = failure.fault.limit;
    this.#failure = failure;
  }

  /** One line: what to try. */
  get hint(): string | null {
    const { hint } = this.#failure.fault;
    return typeof hint === 'function' ? hint() : hint;
  }

  /** One line, the same for all records that fail in the same way: undecided records are grouped by it. */
  get reason(): string {
    const summary = bounded(this.summary, MAX_REASON - 2 * REASON_EXCERPT);
    if (this.code === 'missing-field' || this.code === 'uncalled-method' || this.code === 'limit') return summary;
    const text = this.#failure.source.slice(this.range.start, this.range.end).replace(/\s+/g, ' ');
    return `${summary} in \`${text.length > REASON_EXCERPT ? `${text.slice(0, REASON_EXCERPT - 1)}…` : text}\``;
  }

  /** Three or four lines: summary, excerpt, carets, hint. */
  format(): string {
    return formatError({
      code: this.code,
      summary: this.summary,
      hint: this.hint,
      range: this.range,
      source: this.#failure.source,
    });
  }
}

// Formatted when it is read: thousands of records may be undecided, of which one or two are shown.
Object.defineProperty(QueryEvaluationError.prototype, 'message', {
  get(this: QueryEvaluationError) {
    return this.format();
  },
  configurable: true,
});

/** Columns of a query line that an excerpt shows; a longer line is cut around the range. */
const EXCERPT_WIDTH = 100;
const CONTEXT_BEFORE = 40;

// Created by the first message that needs it: that takes longer than a whole query.
let graphemes: Intl.Segmenter | undefined;

const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/u;

interface Cell {
  readonly text: string;
  readonly width: number;
}

/** The graphemes of a line as a terminal shows them; those that are invisible or move the cursor are escaped. */
function cellsOf(text: string): Cell[] {
  return Array.from(
    (graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text),
    ({ segment }): Cell => {
      if (segment === '\t') return { text: ' ', width: 1 };
      if (UNPRINTABLE.test(segment)) {
        const shown = Array.from(segment, (c) =>
          UNPRINTABLE.test(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c,
        ).join('');
        return { text: shown, width: shown.length };
      }
      return { text: segment, width: isWide(segment) ? 2 : 1 };
    },
  );
}

/** The regex stays in the function: V8 takes longer to build its Unicode classes than a query takes. */
const isWide = (segment: string): boolean =>
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\u{fe0f}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u.test(
    segment,
  );

const cellsText = (cells: readonly Cell[]): string => cells.map((cell) => cell.text).join('');
const cellsWidth = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);

/**
 * The line of the query where a range starts, and a line of carets under it, neither indented.
 * A range of several lines is marked to the end of its first.
 */
function excerpt(source: string, range: SourceRange): { readonly line: string; readonly carets: string } {
  const start = Math.min(range.start, source.length);
  const lineStart = Math.max(source.lastIndexOf('\n', start - 1), source.lastIndexOf('\r', start - 1)) + 1;
  const lineBreak = source.slice(start).search(/[\r\n]/);
  const lineEnd = lineBreak < 0 ? source.length : start + lineBreak;
  const end = Math.min(Math.max(range.end, start), lineEnd);

  // Cells are taken by their width on the screen: an escape of one character may be ten wide.
  const before = cellsOf(source.slice(Math.max(lineStart, start - 4 * EXCERPT_WIDTH), start));
  const marked = cellsOf(source.slice(start, Math.min(end, start + EXCERPT_WIDTH)));
  const after = cellsOf(source.slice(end, Math.min(lineEnd, end + EXCERPT_WIDTH)));
  const whole =
    cellsWidth(before) + cellsWidth(marked) + cellsWidth(after) <= EXCERPT_WIDTH &&
    start - lineStart <= 4 * EXCERPT_WIDTH &&
    lineEnd - end <= EXCERPT_WIDTH;

  const shownBefore = whole ? before : fitting(before.toReversed(), CONTEXT_BEFORE).reverse();
  const shownMarked = whole ? marked : fitting(marked, EXCERPT_WIDTH - CONTEXT_BEFORE);
  const shownAfter = whole ? after : fitting(after, EXCERPT_WIDTH - cellsWidth(shownBefore) - cellsWidth(shownMarked));
  const cutBefore = !whole && (shownBefore.length < before.length || start - lineStart > 4 * EXCERPT_WIDTH);
  const cutAfter =
    !whole &&
    (shownMarked.length < marked.length ||
      end - start > EXCERPT_WIDTH ||
      shownAfter.length < after.length ||
      lineEnd - end > EXCERPT_WIDTH);

  const head = cutBefore ? [ELLIPSIS, ...shownBefore] : shownBefore;
  // What follows a mark that is cut off would seem to stand beside it.
  const tail = shownMarked.length < marked.length || end - start > EXCERPT_WIDTH ? [] : shownAfter;
  const cells = withoutCommands([...head, ...shownMarked, ...tail]);
  const line = `${cellsText(cells)}${cutAfter ? ELLIPSIS.text : ''}`.trimEnd();
  const [indent, width] = [cells.slice(0, head.length), cells.slice(head.length, head.length + shownMarked.length)];
  return { line, carets: ' '.repeat(cellsWidth(indent)) + '^'.repeat(Math.max(1, cellsWidth(width))) };
}

const ELLIPSIS: Cell = { text: '…', width: 1 };

/** The first cells that are no wider together. */
function fitting(cells: readonly Cell[], room: number): Cell[] {
  let used = 0;
  const end = cells.findIndex((cell) => (used += cell.width) > room);
  return end === -1 ? [...cells] : cells.slice(0, end);
}

/** CI runners obey some texts at the start of a line; escaped here, where carets can follow. */
function withoutCommands(cells: readonly Cell[]): readonly Cell[] {
  const texts = cells.map((cell) => cell.text);
  const first = texts.findIndex((text) => text.trim() !== '');
  return cells.map((cell, index) => {
    const colons = index === first && cell.text === ':' && texts[index + 1] === ':';
    const hashes = cell.text === '#' && /^##(?:vso|teamcity)?\[/i.test(texts.slice(index, index + 12).join(''));
    const escape = colons ? '\\u{3a}' : hashes ? '\\u{23}' : null;
    return escape === null ? cell : { text: escape, width: escape.length };
  });
}
