import type { Dialect } from './dialect.js';
import { escapeAt } from './escapes.js';

export interface Quoting {
  readonly quote: string;
  readonly raw: boolean;
  /** Where the text opens, for the error that it never closes. */
  readonly open: number;
}

/** The next character of a text, escapes resolved, with the cursor moved past it. */
export function character(dialect: Dialect, { quote, raw, open }: Quoting): string {
  const ch = dialect.char;
  if (dialect.atEnd || (quote.length === 1 && (ch === '\n' || ch === '\r'))) {
    dialect.fail({
      code: 'syntax',
      summary: 'a text is never closed',
      hint: `add the closing \`${quote}\``,
      range: { start: open, end: open + quote.length },
    });
  }
  if (ch === '\r') {
    dialect.index += dialect.startsWith('\r\n') ? 2 : 1;
    return '\n';
  }
  if (ch !== '\\') {
    dialect.index += 1;
    return ch;
  }
  return raw ? rawBackslash(dialect) : escaped(dialect);
}

/** In a raw text, a backslash stays, and so does the quote that it protects. */
function rawBackslash(dialect: Dialect): string {
  const length = dialect.startsWith('\\\r\n') ? 3 : 2;
  const text = dialect.expr.slice(dialect.index, dialect.index + length);
  dialect.index += text.length;
  return text.replace(/\r\n?/, '\n');
}

function escaped(dialect: Dialect): string {
  const escape = escapeAt(dialect.expr, dialect.index);
  if (!escape.ok) {
    const range = { start: dialect.index, end: dialect.index + escape.length };
    dialect.fail({ code: 'syntax', summary: escape.summary, hint: escape.hint, range });
  }
  dialect.index += escape.length;
  return escape.text;
}
