import type { Dialect } from './dialect.js';
import { bitwise, disjunction } from './operators.js';
import type { RawNode } from './raw.js';

/** `(…)`, `[…]` or `{…}` where a value may stand. */
export function collection(dialect: Dialect): RawNode {
  const open = dialect.index;
  const bracket = dialect.char;
  dialect.index += 1;
  return dialect.inBrackets(() =>
    dialect.deeper(() => {
      if (bracket === '(') return group(dialect, open);
      if (bracket === '[') return list(dialect, open);
      return braces(dialect, open);
    }),
  );
}

function group(dialect: Dialect, open: number): RawNode {
  const { elements, clauses, commas } = items(dialect, ')', open);
  const [only] = elements;
  if (only !== undefined && clauses !== null)
    return dialect.node('Comprehension', open, { kind: 'generator', element: only, clauses }, [only, ...clauses]);
  if (only !== undefined && commas === 0) {
    if (only.type === 'SpreadElement') {
      dialect.fail({
        code: 'syntax',
        summary: '`*` unpacks only inside a list, tuple or set',
        hint: 'a tuple of one needs a comma: `(*a,)`',
        range: only,
      });
    }
    // The place of `(a)` is that of `a` and its brackets, so that an error marks both.
    return { ...only, start: open, end: dialect.index, bracketed: true };
  }
  return dialect.node('SequenceExpression', open, { elements }, elements);
}

function list(dialect: Dialect, open: number): RawNode {
  const { elements, clauses } = items(dialect, ']', open);
  const [only] = elements;
  if (only !== undefined && clauses !== null)
    return dialect.node('Comprehension', open, { kind: 'list', element: only, clauses }, [only, ...clauses]);
  return dialect.node('ArrayExpression', open, { elements }, elements);
}

interface Items {
  readonly elements: RawNode[];
  readonly clauses: RawNode[] | null;
  readonly commas: number;
}

function items(dialect: Dialect, close: string, open: number): Items {
  const elements: RawNode[] = [];
  let commas = 0;
  for (;;) {
    dialect.gobbleSpaces();
    if (dialect.take(close)) return { elements, clauses: null, commas };
    const element = starred(dialect);
    elements.push(element);
    const clauses = elements.length === 1 && commas === 0 ? clausesAfter(dialect, element, close, open) : null;
    if (clauses !== null) return { elements, clauses, commas };
    if (dialect.take(',')) commas += 1;
    else if (!dialect.take(close)) refuseInside(dialect, close, open);
    else return { elements, clauses: null, commas };
  }
}

function clausesAfter(dialect: Dialect, element: RawNode, close: string, open: number): RawNode[] | null {
  dialect.gobbleSpaces();
  const clauses = comprehensionClauses(dialect);
  if (clauses.length === 0) return null;
  if (element.type === 'SpreadElement' || element.type === 'SpreadMapping') {
    dialect.fail({
      code: 'syntax',
      summary: 'unpacking does not work in a comprehension',
      hint: 'use a second `for`: `[x for xs in lists for x in xs]`',
      range: element,
    });
  }
  if (!dialect.take(close)) refuseInside(dialect, close, open);
  return clauses;
}

function starred(dialect: Dialect): RawNode {
  const start = dialect.index;
  let element: RawNode;
  if (dialect.char === '*' && !dialect.startsWith('**')) {
    dialect.index += 1;
    const argument = bitwise(dialect);
    element = dialect.node('SpreadElement', start, { argument }, [argument]);
  } else element = dialect.gobbleExpression();
  dialect.gobbleSpaces();
  return element;
}

function braces(dialect: Dialect, open: number): RawNode {
  const entries: RawNode[] = [];
  let mapping = false;
  for (;;) {
    dialect.gobbleSpaces();
    if (dialect.take('}')) break;
    const entry = mappingEntry(dialect);
    const isEntry = entry.type === 'MappingEntry' || entry.type === 'SpreadMapping';
    if (entries.length === 0) mapping = isEntry;
    else if (isEntry !== mapping) {
      dialect.fail({
        code: 'syntax',
        summary: mapping ? 'a mapping needs a `:` and a value after each key' : 'a set has no `:`',
        hint: "a mapping is `{'key': value}`, a set is `{value}`",
        range: entry,
      });
    }
    entries.push(entry);
    const clauses = entries.length === 1 ? clausesAfter(dialect, entry, '}', open) : null;
    if (clauses !== null) {
      return dialect.node('Comprehension', open, { kind: mapping ? 'mapping' : 'set', element: entry, clauses }, [
        entry,
        ...clauses,
      ]);
    }
    if (dialect.take(',')) continue;
    if (!dialect.take('}')) refuseInside(dialect, '}', open);
    break;
  }
  if (mapping || entries.length === 0) return dialect.node('MappingExpression', open, { entries }, entries);
  return dialect.node('SetExpression', open, { elements: entries }, entries);
}

function mappingEntry(dialect: Dialect): RawNode {
  const start = dialect.index;
  if (dialect.take('**')) {
    const argument = bitwise(dialect);
    const spread = dialect.node('SpreadMapping', start, { argument }, [argument]);
    dialect.gobbleSpaces();
    return spread;
  }
  const key = starred(dialect);
  if (key.type === 'SpreadElement' || dialect.char !== ':' || dialect.startsWith(':=')) return key;
  dialect.index += 1;
  const value = dialect.gobbleExpression();
  const entry = dialect.node('MappingEntry', start, { key, value }, [key, value]);
  dialect.gobbleSpaces();
  return entry;
}

/**
 * `a`, or the tuple `a, b` without brackets of its own: the whole query, or what stands in `[…]` after a value.
 * @param close the bracket that ends it, or null for the end of the query
 */
export function commaList(
  dialect: Dialect,
  close: string | null,
  open: number,
  read: (dialect: Dialect) => RawNode = starred,
): RawNode {
  const elements: RawNode[] = [];
  const start = dialect.index;
  let commas = 0;
  const ended = (): boolean => {
    if (close !== null) return dialect.take(close);
    dialect.gobbleBlankLines();
    return dialect.atEnd;
  };
  for (;;) {
    dialect.gobbleSpaces();
    const end = dialect.index;
    if (elements.length > 0 && ended()) return sequence(dialect, elements, commas, start, end);
    elements.push(read(dialect));
    dialect.gobbleSpaces();
    if (dialect.take(',')) {
      commas += 1;
      continue;
    }
    const last = dialect.index;
    if (ended()) return sequence(dialect, elements, commas, start, last);
    if (close === null) dialect.failRest();
    refuseInside(dialect, close, open);
  }
}

function sequence(dialect: Dialect, elements: readonly RawNode[], commas: number, start: number, end: number): RawNode {
  const [only] = elements;
  if (only === undefined || commas > 0)
    return dialect.node('SequenceExpression', start, { elements: [...elements] }, elements, end);
  if (only.type === 'SpreadElement')
    dialect.fail({
      code: 'syntax',
      summary: '`*` unpacks only inside a list, tuple or set',
      hint: 'write `[*a]`',
      range: only,
    });
  return only;
}

function refuseInside(dialect: Dialect, close: string, open: number): never {
  if (dialect.atEnd) {
    const bracket = dialect.expr.charAt(open);
    dialect.fail({
      code: 'syntax',
      summary: `\`${bracket}\` is never closed`,
      hint: `add the \`${close}\``,
      range: { start: open, end: open + 1 },
    });
  }
  dialect.failRest();
}

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
