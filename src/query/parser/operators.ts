import { FOREIGN_OPERATORS, FOREIGN_WORDS } from '../other-language-hints.js';
import type { Dialect } from './dialect.js';
import type { RawNode } from './raw.js';

/** How tightly operators bind, as in Python's grammar; a larger number binds tighter. */
const BINDING = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  '|': 5,
  '^': 6,
  '&': 7,
  shift: 8,
  sum: 9,
  product: 10,
  sign: 11,
  power: 12,
} as const;

/** Operators of signs, longest first: `**` before `*`, `<=` before `<`. */
const SIGNS: readonly (readonly [string, number])[] = [
  ['**', BINDING.power],
  ['//', BINDING.product],
  ['<<', BINDING.shift],
  ['>>', BINDING.shift],
  ['==', BINDING.comparison],
  ['!=', BINDING.comparison],
  ['<=', BINDING.comparison],
  ['>=', BINDING.comparison],
  ['<', BINDING.comparison],
  ['>', BINDING.comparison],
  ['|', BINDING['|']],
  ['^', BINDING['^']],
  ['&', BINDING['&']],
  ['+', BINDING.sum],
  ['-', BINDING.sum],
  ['*', BINDING.product],
  ['/', BINDING.product],
  ['%', BINDING.product],
];

interface Operator {
  readonly text: string;
  readonly binding: number;
  /** Where the operator ends; `is  not` may be as long as it likes. */
  readonly end: number;
}

const START_OF_VALUE = /["'([{\w]/;

/** The operator at the cursor, or null; the cursor stays, past spaces. */
function operatorAt(dialect: Dialect): Operator | null {
  dialect.gobbleSpaces();
  if (dialect.atEnd) return null;
  const word = dialect.peekName();
  if (word !== null) return wordOperator(dialect, word);
  refuseForeign(dialect);
  for (const [text, binding] of SIGNS) {
    if (dialect.startsWith(text)) return { text, binding, end: dialect.index + text.length };
  }
  return null;
}

function wordOperator(dialect: Dialect, word: string): Operator | null {
  const end = dialect.index + word.length;
  if (word === 'or' || word === 'and') return { text: word, binding: BINDING[word], end };
  if (word === 'in') return { text: word, binding: BINDING.comparison, end };
  if (word !== 'is' && word !== 'not') return null;
  const second = secondWord(dialect, end);
  if (word === 'is')
    return {
      text: second?.word === 'not' ? 'is not' : 'is',
      binding: BINDING.comparison,
      end: second?.word === 'not' ? second.end : end,
    };
  return second?.word === 'in' ? { text: 'not in', binding: BINDING.comparison, end: second.end } : null;
}

function secondWord(dialect: Dialect, from: number): { readonly word: string; readonly end: number } | null {
  const back = dialect.index;
  dialect.index = from;
  dialect.gobbleSpaces();
  const word = dialect.peekName();
  const end = dialect.index + (word?.length ?? 0);
  dialect.index = back;
  return word === null ? null : { word, end };
}

/** These are no operators either, but other places say better why. */
const LEFT_TO_OTHERS = ':;.$`';

/** Refuses an operator of another language with Python's form of it. */
function refuseForeign(dialect: Dialect): void {
  const ch = dialect.char;
  if (dialect.startsWith('!=') && !dialect.startsWith('!==')) return;
  if (dialect.startsWith('==') && !dialect.startsWith('===')) return;
  // `{value!r}`, `{value=}` and `{value:=10}` of an f-string end the value.
  if (dialect.inReplacementField && (ch === '!' || ch === '=' || ch === ':')) return;
  for (const { text, hint } of FOREIGN_OPERATORS) {
    if (LEFT_TO_OTHERS.includes(text) || !dialect.startsWith(text)) continue;
    dialect.fail({
      code: 'not-python',
      summary: `\`${text}\` is not an operator here`,
      hint,
      range: { start: dialect.index, end: dialect.index + text.length },
    });
  }
}

/** `a if condition else b`, or what binds tighter. */
export function expression(dialect: Dialect): RawNode {
  dialect.gobbleSpaces();
  const start = dialect.index;
  const value = binary(dialect, BINDING.or);
  dialect.gobbleSpaces();
  if (!dialect.takeWord('if')) return value;
  const test = binary(dialect, BINDING.or);
  dialect.gobbleSpaces();
  if (!dialect.takeWord('else')) {
    dialect.fail({
      code: 'syntax',
      summary: '`if` without `else`',
      hint: 'a condition has three parts: `a if condition else b`',
    });
  }
  const otherwise = dialect.deeper(() => dialect.gobbleExpression());
  return dialect.node('ConditionalExpression', start, { consequent: value, test, alternate: otherwise }, [
    value,
    test,
    otherwise,
  ]);
}

/** An expression without `if … else` at its top, as the iterable and the conditions of a comprehension are. */
export function disjunction(dialect: Dialect): RawNode {
  return binary(dialect, BINDING.or);
}

/** What may stand between `for` and `in`: binds tighter than `in`. */
export function bitwise(dialect: Dialect): RawNode {
  return binary(dialect, BINDING['|']);
}

function binary(dialect: Dialect, least: number): RawNode {
  let left = unary(dialect, least);
  for (;;) {
    const operator = operatorAt(dialect);
    if (operator === null || operator.binding < least) break;
    left = joined(dialect, left, operator);
  }
  return left;
}

function joined(dialect: Dialect, left: RawNode, operator: Operator): RawNode {
  if (operator.binding === BINDING.comparison) return comparison(dialect, left);
  if (operator.binding <= BINDING.and) return logical(dialect, left, operator);
  dialect.index = operator.end;
  // The right side of `**` takes a sign: `2 ** -1`; and it groups to the right.
  const right =
    operator.binding === BINDING.power
      ? dialect.deeper(() => binary(dialect, BINDING.sign))
      : binary(dialect, operator.binding + 1);
  return dialect.node('BinaryExpression', left.start, { operator: operator.text, left, right }, [left, right]);
}

function logical(dialect: Dialect, first: RawNode, { text, binding }: Operator): RawNode {
  const operands = [first];
  for (let next = operatorAt(dialect); next?.text === text; next = operatorAt(dialect)) {
    dialect.index = next.end;
    operands.push(binary(dialect, binding + 1));
  }
  return dialect.node('LogicalExpression', first.start, { operator: text, operands }, operands);
}

function comparison(dialect: Dialect, first: RawNode): RawNode {
  const operands = [first];
  const operators: string[] = [];
  for (let next = operatorAt(dialect); next?.binding === BINDING.comparison; next = operatorAt(dialect)) {
    dialect.index = next.end;
    operators.push(next.text);
    operands.push(binary(dialect, BINDING['|']));
  }
  return dialect.node('ComparisonExpression', first.start, { operators, operands }, operands);
}

function unary(dialect: Dialect, least: number): RawNode {
  dialect.gobbleSpaces();
  const start = dialect.index;
  if (dialect.takeWord('not')) {
    if (least > BINDING.not) {
      const hint = 'put brackets round it: `a == (not b)`';
      dialect.fail({
        code: 'syntax',
        summary: '`not` cannot stand right of an operator that binds tighter',
        hint,
        range: { start, end: start + 3 },
      });
    }
    const argument = dialect.deeper(() => binary(dialect, BINDING.not));
    return dialect.node('UnaryExpression', start, { operator: 'not', argument }, [argument]);
  }
  const sign = dialect.char;
  if (sign === '-' || sign === '+' || sign === '~') {
    if (least > BINDING.sign) dialect.fail({ code: 'syntax', summary: `\`${sign}\` cannot stand here` });
    dialect.index += 1;
    const argument = dialect.deeper(() => binary(dialect, BINDING.sign));
    return dialect.node('UnaryExpression', start, { operator: sign, argument }, [argument]);
  }
  return dialect.gobbleToken();
}

/** Says why the query does not end here, as helpfully as the next characters allow. */
export function refuseRest(dialect: Dialect): never {
  const start = dialect.index;
  const word = dialect.peekName();
  if (word !== null) {
    const hint = FOREIGN_WORDS.get(word) ?? 'join conditions with `and` or `or`; texts go in quotes';
    const code = FOREIGN_WORDS.has(word) ? 'not-python' : 'syntax';
    dialect.fail({ code, summary: `\`${word}\` does not fit here`, hint, range: { start, end: start + word.length } });
  }
  for (const { text, hint } of FOREIGN_OPERATORS) {
    if (dialect.startsWith(text))
      dialect.fail({
        code: 'not-python',
        summary: `\`${text}\` is not an operator here`,
        hint,
        range: { start, end: start + text.length },
      });
  }
  const ch = dialect.char;
  if (ch === ')' || ch === ']' || ch === '}')
    dialect.fail({
      code: 'syntax',
      summary: `\`${ch}\` closes nothing`,
      hint: 'remove it, or add the bracket that opens it',
    });
  if (ch === '\n' || ch === '\r') {
    dialect.fail({
      code: 'statement',
      summary: 'the query goes on after its end',
      hint: 'a query is one expression; to break it over lines, put all of it in brackets',
    });
  }
  if (ch === ',') dialect.fail({ code: 'syntax', summary: '`,` does not fit here' });
  if (START_OF_VALUE.test(ch))
    dialect.fail({
      code: 'syntax',
      summary: 'two values stand side by side',
      hint: 'join them with an operator such as `and`, `==` or `in`',
    });
  refuseCharacter(dialect);
}

/** Refuses a character that means nothing in Python, by its number where it cannot be seen. */
export function refuseCharacter(dialect: Dialect): never {
  const code = dialect.expr.codePointAt(dialect.index) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const range = { start: dialect.index, end: dialect.index + (code > 0xffff ? 2 : 1) };
  if (code === 0x2018 || code === 0x2019 || code === 0x201c || code === 0x201d) {
    dialect.fail({
      code: 'syntax',
      summary: `a typographic quote (${name}) does not start a text`,
      hint: "use straight quotes: 'text'",
      range,
    });
  }
  if (code < 0x20 || (code > 0x7e && /[\p{C}\p{Z}]/u.test(String.fromCodePoint(code)))) {
    dialect.fail({
      code: 'syntax',
      summary: `an invisible character (${name}) stands in the query`,
      hint: 'delete it, or put a plain space in its place',
      range,
    });
  }
  const shown = String.fromCodePoint(code);
  dialect.fail({ code: 'syntax', summary: `\`${shown}\`${code > 0x7e ? ` (${name})` : ''} means nothing here`, range });
}
