import { parse } from 'csv-parse/sync';
import markdownIt from 'markdown-it';

/** The cells of a CSV text, as a strict reader finds them. */
export function readCsv(text: string): string[][] {
  return parse(text, { relax_quotes: false, relax_column_count: false, record_delimiter: '\r\n' });
}

/** The cells of a TSV text, its escapes undone. */
export function readTsv(text: string): string[][] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) =>
    line.split('\t').map((cell) => cell.replace(/\\(u[0-9a-f]{4}|.)/g, (_, escape: string) => unescaped(escape))),
  );
}

function unescaped(escape: string): string {
  const known: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
  return known[escape] ?? String.fromCharCode(parseInt(escape.slice(1), 16));
}

const markdown = markdownIt({ html: true, linkify: false });

/** The cells of a Markdown table as a reader would see them. Throws where a cell holds markup, or where there is more than a table. */
export function readMarkdown(text: string): string[][] {
  const rows: string[][] = [];
  for (const token of markdown.parse(text, {})) {
    if (!/^(?:table|thead|tbody|tr|th|td|inline)/.test(token.type))
      throw new Error(`${token.type} in a table: ${token.content}`);
    if (token.type === 'tr_open') rows.push([]);
    if (token.type !== 'inline') continue;
    const markup = (token.children ?? []).filter(
      ({ type }) => !['text', 'text_special', 'strong_open', 'strong_close'].includes(type),
    );
    if (markup.length > 0) throw new Error(`${markup.map(({ type }) => type).join(', ')} in a cell: ${token.content}`);
    rows.at(-1)?.push((token.children ?? []).map(({ content }) => content).join(''));
  }
  return rows;
}
