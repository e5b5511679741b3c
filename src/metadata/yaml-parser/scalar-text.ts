import type { Scalar } from 'yaml';
import { closingQuote, unquote } from '../quoted-scalar.js';
import { UnreadableError } from '../result.js';

/**
 * The text that a scalar stands for.
 *
 * @throws UnreadableError for what YAML 1.2 allows in a scalar, but PyYAML does not
 */
export function scalarText(text: string, node: Scalar.Parsed, inFlow: boolean): string {
  const [start, end] = node.range;
  const source = text.slice(start, end);
  switch (node.type) {
    case 'QUOTE_SINGLE':
    case 'QUOTE_DOUBLE':
      return quotedText(source, start);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      if (!BLOCK_HEADER.test(source))
        throw new UnreadableError('syntax', 'something follows a `|` or `>` in its line', start);
      // PyYAML adds no line end to a block scalar whose last line has none.
      return end >= text.length && endsInsideLine(text, node.source) ? node.source.replace(/\n$/, '') : node.source;
    default:
      rejectPlain(source, start, inFlow);
      return node.source;
  }
}

const BLOCK_HEADER = /^[|>](?:[-+][1-9]?|[1-9][-+]?)?(?: *| +#[^\n]*)(?:\n|$)/;

/** White space alone counts as a line only if there is more of it than the indentation. */
function endsInsideLine(text: string, value: string): boolean {
  return text.slice(text.lastIndexOf('\n') + 1).trim() !== '' || (!text.endsWith('\n') && /[ \t]\n$/.test(value));
}

function quotedText(source: string, offset: number): string {
  if (closingQuote(source, 1, source.charCodeAt(0)) !== source.length - 1) {
    const message = 'a quoted value does not end, or goes on in a line that is not indented';
    throw new UnreadableError('syntax', message, offset);
  }
  const text = unquote(source);
  if (text === undefined)
    throw new UnreadableError('syntax', 'a quoted value holds an unknown escape or a document marker', offset);
  return text;
}

function rejectPlain(source: string, offset: number, inFlow: boolean): void {
  const tab = source.indexOf('\t');
  if (tab !== -1)
    throw new UnreadableError('syntax', 'a tab inside an unquoted value; put the value in quotes', offset + tab);
  const indicator = inFlow ? source.search(/^:|\?/) : -1;
  if (indicator === -1) return;
  const message = `a \`${source.charAt(indicator)}\` in an unquoted value between brackets; put the value in quotes`;
  throw new UnreadableError('syntax', message, offset + indicator);
}
