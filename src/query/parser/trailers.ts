import { argumentList } from './arguments.js';
import { commaList } from './collections.js';
import type { Dialect } from './dialect.js';
import { KEYWORDS, normalName } from './lexical.js';
import type { RawNode } from './raw.js';

/** What follows a value: `.name`, `[key]`, `[a:b]`, `(arguments)`, any number of them. */
export function trailers(dialect: Dialect, value: RawNode): RawNode {
  let node = value;
  for (;;) {
    dialect.gobbleSpaces();
    if (dialect.atEnd) return node;
    const ch = dialect.char;
    if (ch === '.') node = attribute(dialect, node);
    else if (ch === '[') node = subscript(dialect, node);
    else if (ch === '(') node = argumentList(dialect, node);
    else return node;
  }
}

function attribute(dialect: Dialect, object: RawNode): RawNode {
  dialect.index += 1;
  dialect.gobbleSpaces();
  const start = dialect.index;
  const word = dialect.peekName();
  if (word === null) {
    const hint = "a key that is no plain word goes in brackets: `data['some key']`";
    dialect.fail({
      code: 'syntax',
      summary: 'a field name should follow the dot',
      hint,
      range: { start: Math.min(start, dialect.end), end: start + 1 },
    });
  }
  if (KEYWORDS.has(word)) {
    dialect.fail({
      code: 'syntax',
      summary: `\`${word}\` is a word of Python, not a field name`,
      hint: `reach such a key with brackets: \`['${word}']\``,
      range: { start, end: start + word.length },
    });
  }
  dialect.index += word.length;
  const property = dialect.node('Identifier', start, { name: normalName(word) });
  return dialect.node('MemberExpression', object.start, { computed: false, object, property }, [object]);
}

function subscript(dialect: Dialect, object: RawNode): RawNode {
  const open = dialect.index;
  dialect.index += 1;
  const property = dialect.inBrackets(() => dialect.deeper(() => commaList(dialect, ']', open, slice)));
  return dialect.node('MemberExpression', object.start, { computed: true, object, property }, [object, property]);
}

/** `a`, `a:b`, `a:b:c`, with any of the three left out. */
function slice(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  const start = dialect.index;
  const lower = dialect.char === ':' ? null : bound(dialect);
  if (lower !== null && dialect.char !== ':') return lower;
  const bounds: (RawNode | null)[] = [lower];
  while (bounds.length < 3 && dialect.char === ':') {
    dialect.index += 1;
    dialect.gobbleSpaces();
    bounds.push(':],'.includes(dialect.char) ? null : bound(dialect));
  }
  const [, upper = null, step = null] = bounds;
  return dialect.node(
    'Slice',
    start,
    { lower, upper, step },
    bounds.filter((part) => part !== null),
  );
}

function bound(dialect: Dialect): RawNode {
  const value = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  return value;
}
