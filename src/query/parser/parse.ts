import type { Limits } from '../limits.js';
import { atom } from './atoms.js';
import { commaList } from './collections.js';
import { Dialect, type Grammar } from './dialect.js';
import { expression, refuseRest } from './operators.js';
import type { RawNode } from './raw.js';
import { trailers } from './trailers.js';

const PYTHON: Grammar = {
  expression,
  atom,
  trailers,
  refuseRest,
  query(dialect) {
    if (dialect.atEnd) {
      dialect.fail({
        code: 'empty',
        summary: 'the query is empty',
        hint: "try `data.supportLevel == 'certified'`",
        range: { start: 0, end: 1 },
      });
    }
    const zero = dialect.expr.indexOf('\0');
    if (zero >= 0)
      dialect.fail({
        code: 'syntax',
        summary: 'the query holds a NUL character (U+0000)',
        hint: 'delete it',
        range: { start: zero, end: zero + 1 },
      });
    // A comment may stand on lines of its own before the query.
    dialect.inBrackets(() => dialect.gobbleSpaces());
    return commaList(dialect, null, dialect.index);
  },
};

/**
 * The query as a tree of jsep's shape.
 * @throws QuerySyntaxError where Python's grammar has no such expression
 */
export function parse(source: string, limits: Limits): RawNode {
  return new Dialect(source, limits, PYTHON).parse();
}
