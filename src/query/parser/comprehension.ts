import type { Dialect } from './dialect.js';
import { bitwise, disjunction } from './operators.js';
import type { RawNode } from './raw.js';

/** One or more `for target in iterable if condition …`, up to the closing bracket. */
export function comprehensionClauses(dialect: Dialect): RawNode[] {
  const clauses: RawNode[] = [];
  for (;;) {
    dialect.gobbleSpaces();
    const start = dialect.index;
    if (dialect.takeWord('async')) {
      dialect.fail({
        code: 'not-available',
        summary: '`async` has no meaning in a query',
        hint: 'use a plain `for`',
        range: { start, end: start + 5 },
      });
    }
    if (!dialect.takeWord('for')) return clauses;
    clauses.push(clause(dialect, start));
  }
}

function clause(dialect: Dialect, start: number): RawNode {
  const target = targets(dialect);
  dialect.gobbleSpaces();
  if (!dialect.takeWord('in'))
    dialect.fail({ code: 'syntax', summary: '`for` without `in`', hint: 'a comprehension is `[x for x in xs if x]`' });
  const iterable = disjunction(dialect);
  const conditions: RawNode[] = [];
  dialect.gobbleSpaces();
  while (dialect.takeWord('if')) {
    conditions.push(disjunction(dialect));
    dialect.gobbleSpaces();
  }
  return dialect.node('ComprehensionClause', start, { target, iterable, conditions }, [
    target,
    iterable,
    ...conditions,
  ]);
}

/** `x`, or `x, (y, z)`: checked here to be names, since nothing else can be given a value. */
function targets(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  const start = dialect.index;
  const first = bitwise(dialect);
  dialect.gobbleSpaces();
  if (dialect.char !== ',') return checkTarget(dialect, first);
  const names = [first];
  while (dialect.take(',')) {
    dialect.gobbleSpaces();
    if (dialect.peekName() === 'in') break;
    names.push(bitwise(dialect));
    dialect.gobbleSpaces();
  }
  return checkTarget(dialect, dialect.node('SequenceExpression', start, { elements: names }, names));
}

function checkTarget(dialect: Dialect, target: RawNode): RawNode {
  if (target.type === 'Identifier') return target;
  if (target.type === 'SequenceExpression' || target.type === 'ArrayExpression') {
    const { elements } = target;
    if (Array.isArray(elements)) {
      for (const element of elements) checkTarget(dialect, dialect.checked(element));
      return target;
    }
  }
  dialect.fail({
    code: 'syntax',
    summary: '`for` needs a name to give to each item',
    hint: 'a comprehension is `[x for x in xs if x]`, or `[k for k, v in data.items()]`',
    range: target,
  });
}
