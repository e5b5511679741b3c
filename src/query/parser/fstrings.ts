import { type Quoting, character } from './characters.js';
import type { Dialect } from './dialect.js';
import type { RawNode } from './raw.js';

/** The texts and the `{…}` fields of an f-string, up to and past its closing quote. */
export function formattedParts(dialect: Dialect, quoting: Quoting): RawNode[] {
  return pieces(dialect, quoting, quoting.quote, true);
}

function pieces(dialect: Dialect, quoting: Quoting, close: string, doubledBraces: boolean): RawNode[] {
  const parts: RawNode[] = [];
  let text = '';
  let start = dialect.index;
  const flush = (): void => {
    if (text !== '') parts.push(dialect.node('Literal', start, { value: text, raw: text }));
    text = '';
  };
  while (!dialect.startsWith(close)) {
    if (doubledBraces && dialect.take('{{')) text += '{';
    else if (doubledBraces && dialect.take('}}')) text += '}';
    else if (dialect.char === '{') {
      flush();
      parts.push(...field(dialect, quoting));
      start = dialect.index;
    } else if (dialect.char === '}') {
      dialect.fail({
        code: 'syntax',
        summary: 'a single `}` stands in an f-string',
        hint: 'for the character itself, write `}}`',
      });
    } else text += character(dialect, quoting);
  }
  flush();
  // The brace that closes a format spec closes the field too.
  if (close !== '}') dialect.index += close.length;
  return parts;
}

/** `{value}`, `{value!r:spec}`, or `{value=}`, which also shows how the value was written. */
function field(dialect: Dialect, quoting: Quoting): RawNode[] {
  const start = dialect.index;
  dialect.index += 1;
  const label: RawNode[] = [];
  const read = (): { readonly value: RawNode; readonly spec: RawNode | null } => {
    const value = fieldValue(dialect);
    if (dialect.take('=')) {
      dialect.gobbleSpaces();
      const text = dialect.expr.slice(start + 1, dialect.index);
      label.push(dialect.node('Literal', start + 1, { value: text, raw: text }));
    }
    conversion(dialect);
    if (!dialect.take(':')) return { value, spec: null };
    const specStart = dialect.index;
    const parts = dialect.deeper(() => pieces(dialect, quoting, '}', false));
    return { value, spec: dialect.node('FormattedString', specStart, { parts }, parts) };
  };
  const { value, spec } = dialect.inField(() => dialect.deeper(read));
  if (!dialect.take('}')) {
    if (dialect.atEnd)
      dialect.fail({
        code: 'syntax',
        summary: '`{` of an f-string is never closed',
        hint: 'add the `}`; for the character itself, write `{{`',
        range: { start, end: start + 1 },
      });
    dialect.failRest();
  }
  return [...label, dialect.node('FormattedValue', start, { value, spec }, spec === null ? [value] : [value, spec])];
}

function fieldValue(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  if ('}!:='.includes(dialect.char) && !dialect.startsWith('!=')) {
    dialect.fail({
      code: 'syntax',
      summary: 'an empty `{}` in an f-string',
      hint: 'put a value between the braces; for the characters themselves, write `{{}}`',
    });
  }
  const value = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  return dialect.char === ',' ? tupleFrom(dialect, value) : value;
}

function tupleFrom(dialect: Dialect, first: RawNode): RawNode {
  const elements = [first];
  while (dialect.take(',')) {
    dialect.gobbleSpaces();
    if ('}!:='.includes(dialect.char)) break;
    elements.push(dialect.gobbleExpression());
    dialect.gobbleSpaces();
  }
  return dialect.node('SequenceExpression', first.start, { elements }, elements);
}

/** `!r`, `!s` and `!a` are read and, as in simpleeval, change nothing. */
function conversion(dialect: Dialect): void {
  if (!dialect.take('!')) return;
  const letter = dialect.peekName();
  if (letter !== 'r' && letter !== 's' && letter !== 'a') {
    dialect.fail({
      code: 'syntax',
      summary: 'an f-string has only the conversions `!r`, `!s` and `!a`',
      hint: 'a format follows `:`, as in `{value:>10}`',
    });
  }
  dialect.index += 1;
  dialect.gobbleSpaces();
}
