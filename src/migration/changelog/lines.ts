/** One line of a Markdown page. */
export interface Line {
  readonly start: number;
  /** Before its line end. */
  readonly end: number;
  /** After its line end. */
  readonly next: number;
  readonly text: string;
  /** Within a fenced code block or an HTML comment, where a table is only a picture of one. */
  readonly quoted: boolean;
}

interface Uncommented {
  readonly text: string;
  readonly open: boolean;
}

const FENCE = /^\s*(`{3,}|~{3,})/;

/** The lines of a page with their places. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let fence: string | null = null;
  let commented = false;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const end = feed === -1 ? text.length : feed > start && text[feed - 1] === '\r' ? feed - 1 : feed;
    const line = text.slice(start, end);

    const mark = FENCE.exec(line)?.[1];
    const opens: boolean = mark !== undefined && fence === null && !commented;
    const closes: boolean = mark !== undefined && fence !== null && mark.startsWith(fence) && line.trim() === mark;
    const uncommented: Uncommented =
      fence === null && !opens ? withoutComments(line, commented) : { text: line, open: false };
    const hidden = uncommented.text.trim() === '' && line.trim() !== '';
    lines.push({ start, end, next, text: line, quoted: [fence !== null, opens, commented, hidden].includes(true) });
    if (opens) fence = mark ?? null;
    else if (closes) fence = null;
    commented = uncommented.open;
    start = next;
  }
  return lines;
}

/** What a line shows outside `<!-- -->`, and whether a comment goes on after it. */
function withoutComments(line: string, commented: boolean): Uncommented {
  let shown = '';
  let rest = line;
  let inside = commented;
  for (;;) {
    const mark = rest.indexOf(inside ? '-->' : '<!--');
    if (mark === -1) return { text: inside ? shown : shown + rest, open: inside };
    if (!inside) shown += rest.slice(0, mark);
    rest = rest.slice(mark + (inside ? 3 : 4));
    inside = !inside;
  }
}
