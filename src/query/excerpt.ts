import type { SourceRange } from './range.js';

/** Columns of a query line that an excerpt shows; a longer line is cut around the place. */
const EXCERPT_WIDTH = 100;
const CONTEXT_BEFORE = 40;

// Made when a message first needs it: it takes longer than a whole query.
let graphemes: Intl.Segmenter | undefined;

const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/u;

interface Cell {
  readonly text: string;
  readonly width: number;
}

/** What a terminal shows for a piece of a line: nothing invisible, nothing that moves the cursor. */
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

/** Spelt out where it is used: the classes of Unicode take longer to make than a query. */
const isWide = (segment: string): boolean =>
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\u{fe0f}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u.test(
    segment,
  );

const textOf = (cells: readonly Cell[]): string => cells.map((cell) => cell.text).join('');
const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);

/**
 * The line of the query that holds the place, and a line of carets under it. Neither is indented.
 * A place that goes on over several lines is marked to the end of its first.
 */
export function excerpt(source: string, range: SourceRange): { readonly line: string; readonly carets: string } {
  const start = Math.min(range.start, source.length);
  const lineStart = Math.max(source.lastIndexOf('\n', start - 1), source.lastIndexOf('\r', start - 1)) + 1;
  const lineBreak = source.slice(start).search(/[\r\n]/);
  const lineEnd = lineBreak < 0 ? source.length : start + lineBreak;
  const end = Math.min(Math.max(range.end, start), lineEnd);

  const before = cellsOf(source.slice(Math.max(lineStart, start - 4 * EXCERPT_WIDTH), start));
  const marked = cellsOf(source.slice(start, Math.min(end, start + EXCERPT_WIDTH)));
  const after = cellsOf(source.slice(end, Math.min(lineEnd, end + EXCERPT_WIDTH)));
  const whole =
    widthOf(before) + widthOf(marked) + widthOf(after) <= EXCERPT_WIDTH &&
    start - lineStart <= 4 * EXCERPT_WIDTH &&
    lineEnd - end <= EXCERPT_WIDTH;

  const shownBefore = whole ? before : before.slice(-CONTEXT_BEFORE);
  const shownMarked = whole ? marked : marked.slice(0, EXCERPT_WIDTH - CONTEXT_BEFORE);
  const shownAfter = whole
    ? after
    : after.slice(0, Math.max(0, EXCERPT_WIDTH - shownBefore.length - shownMarked.length));
  const cutBefore = !whole && (shownBefore.length < before.length || start - lineStart > 4 * EXCERPT_WIDTH);
  const cutAfter =
    !whole && (shownMarked.length < marked.length || shownAfter.length < after.length || lineEnd - end > EXCERPT_WIDTH);

  const head = `${cutBefore ? '…' : ''}${textOf(shownBefore)}`;
  const indent = (cutBefore ? 1 : 0) + widthOf(shownBefore);
  return {
    line: `${head}${textOf(shownMarked)}${textOf(shownAfter)}${cutAfter ? '…' : ''}`.trimEnd(),
    carets: ' '.repeat(indent) + '^'.repeat(Math.max(1, widthOf(shownMarked))),
  };
}
