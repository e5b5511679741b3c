import markdownIt, { type Token } from 'markdown-it';
import { fitColumns, cellVariants } from '../../output/fit-columns.js';
import { NO_PAINT, type Paint } from '../../output/format.js';
import { tableText } from '../../output/formats/table-text.js';
import type { ColumnLayout } from '../../output/view.js';
import { textWidth, unbroken, wrappedWhole } from '../../text/width.js';

export interface MarkdownOptions {
  /** Columns to fit into. Code is left as it is, so that it can be copied. */
  readonly width: number;
  readonly paint: Paint;
  /** How code is told from text: by `paint`, by its backticks, or not at all. */
  readonly code: 'painted' | 'backticks' | 'plain';
  /** What is written behind a link, such as where it leads to; null for nothing. */
  readonly linkNote: (target: string) => string | null;
}

/** A Markdown document as lines for a terminal: headings at the margin, what belongs to them further in. */
export function renderMarkdown(source: string, options: MarkdownOptions): string {
  const blocks = blocksOf(markdownIt().parse(source, {}));
  const lines = blocks.flatMap((block) => ['', ...blockLines(block, options)]);
  return `${lines.slice(1).join('\n')}\n`;
}

/** A token with what stands between it and the one that closes it. */
interface Block {
  readonly token: Token;
  readonly children: readonly Block[];
}

function blocksOf(tokens: readonly Token[]): readonly Block[] {
  const top: Block[] = [];
  const open: Block[][] = [top];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const children: Block[] = [];
    open.at(-1)?.push({ token, children });
    if (token.nesting === 1) open.push(children);
  }
  return top;
}

const BODY = ' '.repeat(4);
const SUBHEADING = ' '.repeat(2);

/** Lines of a block at the top of a document. */
function blockLines(block: Block, options: MarkdownOptions): readonly string[] {
  const { token } = block;
  if (token.type !== 'heading_open')
    return indented(innerLines(block, { ...options, width: options.width - BODY.length }), BODY);
  const margin = ['h1', 'h2'].includes(token.tag) ? '' : SUBHEADING;
  const text = inlineText(block.children, { ...options, code: 'plain' });
  return wrappedText(text, options.width - margin.length).map((line) => margin + options.paint.heading(line));
}

function innerLines({ token, children }: Block, options: MarkdownOptions): readonly string[] {
  switch (token.type) {
    case 'fence':
    case 'code_block':
      return indented(token.content.replace(/\n$/, '').split('\n'), '  ');
    case 'bullet_list_open':
      return children.flatMap((item) => itemLines(item, '- ', options));
    case 'ordered_list_open':
      return children.flatMap((item, index) => itemLines(item, `${index + 1}. `, options));
    case 'table_open':
      return tableLines(children, options);
    case 'paragraph_open':
      return wrappedText(inlineText(children, options), options.width);
    default:
      return children.flatMap((child) => innerLines(child, options));
  }
}

function itemLines({ children }: Block, mark: string, options: MarkdownOptions): readonly string[] {
  const room = { ...options, width: options.width - mark.length };
  const lines = children.flatMap((child) => innerLines(child, room));
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}

function indented(lines: readonly string[], margin: string): readonly string[] {
  return lines.map((line) => (line === '' ? '' : margin + line));
}

/** Longer code may be broken after all. */
const MAX_UNBROKEN = 40;

function wrappedText(text: string, width: number): readonly string[] {
  return wrappedWhole(text, Math.max(20, width));
}

function inlineText(blocks: readonly Block[], options: MarkdownOptions): string {
  const tokens = blocks.flatMap(({ token, children }) => [token, ...children.map((child) => child.token)]);
  return tokens.map(({ children }) => spans(children ?? [], options)).join('');
}

/** The text of a paragraph, a heading or a cell, with colour for what is code or bold. */
function spans(tokens: readonly Token[], options: MarkdownOptions): string {
  let text = '';
  let target: string | null = null;
  let isBold = false;
  for (const token of tokens) {
    switch (token.type) {
      case 'code_inline':
        text += codeText(token.content, options);
        break;
      case 'softbreak':
        text += ' ';
        break;
      case 'hardbreak':
        text += '\n';
        break;
      case 'strong_open':
      case 'strong_close':
        isBold = token.nesting === 1;
        break;
      case 'link_open':
        target = token.attrGet('href');
        break;
      case 'link_close': {
        const note = target === null ? null : options.linkNote(target);
        if (note !== null) text += ` (${codeText(note, options)})`;
        break;
      }
      default:
        text += isBold ? options.paint.heading(token.content) : token.content;
    }
  }
  return text;
}

function codeText(content: string, { code, paint }: MarkdownOptions): string {
  const whole = content.length > MAX_UNBROKEN ? content : unbroken(content);
  switch (code) {
    case 'painted':
      return paint.heading(whole);
    case 'backticks':
      return content.includes('`') ? whole : `\`${whole}\``;
    case 'plain':
      return content;
  }
}

/** A table, or its rows one below the other where its words would be broken. */
function tableLines(parts: readonly Block[], options: MarkdownOptions): readonly string[] {
  // Backticks would be half of such a table.
  const plain: MarkdownOptions = { ...options, code: 'plain', paint: NO_PAINT };
  const cellsOf = (row: Block): readonly string[] => row.children.map((cell) => inlineText(cell.children, plain));
  const [titles = [], ...rows] = parts.flatMap(({ children }) => children).map(cellsOf);
  const columns = titles.map((name): ColumnLayout => ({ name, wrap: true }));
  const cells = rows.map((row) => row.map((text) => ({ text })));
  const fitted = fitColumns(
    columns,
    cells.map((row) => row.map((cell) => cellVariants(cell, false))),
    { width: options.width, header: 'auto', gap: 2 },
  );
  const isBroken = fitted.some(({ index, width }) =>
    [titles, ...rows].some((row) => (row[index] ?? '').split(' ').some((word) => textWidth(word) > width)),
  );
  if (isBroken) return rows.flatMap((row) => stackedRow(row, titles, options));
  return tableText({ columns, rows: cells }, { width: options.width, header: 'auto', paint: options.paint })
    .trimEnd()
    .split('\n');
}

function stackedRow(
  [term = '', ...others]: readonly string[],
  [, ...titles]: readonly string[],
  { width, paint }: MarkdownOptions,
): readonly string[] {
  const labelled = others.map((text, index) => (others.length === 1 ? text : `${titles[index] ?? ''}: ${text}`));
  return [
    ...wrappedText(term, width).map((line) => paint.heading(line)),
    ...labelled.flatMap((text) => indented(wrappedText(text, width - BODY.length), BODY)),
  ];
}
