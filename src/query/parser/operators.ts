import type { BinaryOperator, ComparisonOperator, Node } from '../syntax-tree.js';
import type { PythonParser } from './python-parser.js';
import { failAtOtherLanguageOperator } from './unexpected-input.js';

/** Precedence as in Python's grammar; a larger number binds tighter. */
const PRECEDENCE = {
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

/** `**` stands before `*`, since the first that fits is taken. */
const BINARY: readonly (readonly [BinaryOperator, number])[] = [
  ['**', PRECEDENCE.power],
  ['//', PRECEDENCE.product],
  ['<<', PRECEDENCE.shift],
  ['>>', PRECEDENCE.shift],
  ['|', PRECEDENCE['|']],
  ['^', PRECEDENCE['^']],
  ['&', PRECEDENCE['&']],
  ['+', PRECEDENCE.sum],
  ['-', PRECEDENCE.sum],
  ['*', PRECEDENCE.product],
  ['/', PRECEDENCE.product],
  ['%', PRECEDENCE.product],
];
const COMPARISONS: readonly ComparisonOperator[] = ['==', '!=', '<=', '>=', '<', '>'];

type Operator = (
  | { readonly kind: 'logical'; readonly text: 'and' | 'or' }
  | { readonly kind: 'comparison'; readonly text: ComparisonOperator }
  | { readonly kind: 'binary'; readonly text: BinaryOperator }
) & {
  readonly precedence: number;
  /** Where the operator ends; `is  not` may be as long as it likes. */
  readonly end: number;
};

/** `a if condition else b`, or what binds tighter. */
export function expression(parser: PythonParser): Node {
  parser.gobbleSpaces();
  const start = parser.index;
  const consequent = disjunction(parser);
  parser.gobbleSpaces();
  if (!parser.takeWord('if')) return consequent;
  const test = disjunction(parser);
  parser.gobbleSpaces();
  if (!parser.takeWord('else'))
    parser.fail('syntax', '`if` without `else`', 'a condition has three parts: `a if condition else b`');
  const alternate = parser.nested(() => parser.gobbleExpression());
  const syntax = parser.syntax(start, [consequent, test, alternate]);
  return { type: 'conditional', ...syntax, consequent, test, alternate };
}

/** An expression without `if … else` at its top, as the iterable and the conditions of a comprehension are. */
export function disjunction(parser: PythonParser): Node {
  return operation(parser, PRECEDENCE.or);
}

/** An expression that binds tighter than comparisons, as what stands between `for` and `in` does. */
export function bitwise(parser: PythonParser): Node {
  return operation(parser, PRECEDENCE['|']);
}

/** Precedence climbing: operators that bind at least as tightly as `least`. */
function operation(parser: PythonParser, least: number): Node {
  let left = unary(parser, least);
  for (;;) {
    const operator = operatorAt(parser);
    if (operator === null || operator.precedence < least) return left;
    switch (operator.kind) {
      case 'logical':
        left = logical(parser, left, operator.text, operator.precedence);
        break;
      case 'comparison':
        left = comparison(parser, left);
        break;
      case 'binary': {
        parser.index = operator.end;
        // The right side of `**` takes a sign, as in `2 ** -1`, and `**` groups to the right.
        const right =
          operator.text === '**'
            ? parser.nested(() => operation(parser, PRECEDENCE.sign))
            : operation(parser, operator.precedence + 1);
        left = { type: 'binary', ...parser.syntax(left.start, [left, right]), operator: operator.text, left, right };
      }
    }
  }
}

function logical(parser: PythonParser, first: Node, operator: 'and' | 'or', precedence: number): Node {
  const operands = [first];
  for (let next = operatorAt(parser); next?.text === operator; next = operatorAt(parser)) {
    parser.index = next.end;
    operands.push(operation(parser, precedence + 1));
  }
  return { type: 'logical', ...parser.syntax(first.start, operands), operator, operands };
}

function comparison(parser: PythonParser, first: Node): Node {
  const operands = [first];
  const operators: ComparisonOperator[] = [];
  for (let next = operatorAt(parser); next?.kind === 'comparison'; next = operatorAt(parser)) {
    parser.index = next.end;
    operators.push(next.text);
    operands.push(bitwise(parser));
  }
  return { type: 'comparison', ...parser.syntax(first.start, operands), operators, operands };
}

function unary(parser: PythonParser, least: number): Node {
  parser.gobbleSpaces();
  const start = parser.index;
  if (parser.takeWord('not')) {
    if (least > PRECEDENCE.not) {
      const summary = '`not` cannot stand right of an operator that binds tighter';
      parser.fail('syntax', summary, 'put brackets round it: `a == (not b)`', { start, end: start + 3 });
    }
    const operand = parser.nested(() => operation(parser, PRECEDENCE.not));
    return { type: 'unary', ...parser.syntax(start, [operand]), operator: 'not', operand };
  }
  const operator = parser.char;
  if (operator === '-' || operator === '+' || operator === '~') {
    if (least > PRECEDENCE.sign) parser.fail('syntax', `\`${operator}\` cannot stand here`);
    parser.index += 1;
    const operand = parser.nested(() => operation(parser, PRECEDENCE.sign));
    return { type: 'unary', ...parser.syntax(start, [operand]), operator, operand };
  }
  return parser.gobbleToken();
}

/** The operator at the cursor, or null; the cursor stays, past spaces. */
function operatorAt(parser: PythonParser): Operator | null {
  parser.gobbleSpaces();
  if (parser.atEnd) return null;
  const word = parser.peekName();
  if (word !== null) return wordOperator(parser, word);
  failAtOtherLanguageOperator(parser);
  for (const [text, precedence] of BINARY)
    if (parser.startsWith(text)) return { kind: 'binary', text, precedence, end: parser.index + text.length };
  const text = COMPARISONS.find((sign) => parser.startsWith(sign));
  return text === undefined ? null : comparisonOperator(text, parser.index + text.length);
}

function comparisonOperator(text: ComparisonOperator, end: number): Operator {
  return { kind: 'comparison', text, precedence: PRECEDENCE.comparison, end };
}

function wordOperator(parser: PythonParser, word: string): Operator | null {
  const end = parser.index + word.length;
  if (word === 'or' || word === 'and') return { kind: 'logical', text: word, precedence: PRECEDENCE[word], end };
  if (word === 'in') return comparisonOperator(word, end);
  if (word !== 'is' && word !== 'not') return null;
  const second = wordAfter(parser, end);
  if (word === 'not') return second?.word === 'in' ? comparisonOperator('not in', second.end) : null;
  return second?.word === 'not' ? comparisonOperator('is not', second.end) : comparisonOperator('is', end);
}

function wordAfter(parser: PythonParser, from: number): { readonly word: string; readonly end: number } | null {
  const back = parser.index;
  parser.index = from;
  parser.gobbleSpaces();
  const word = parser.peekName();
  const end = parser.index + (word?.length ?? 0);
  parser.index = back;
  return word === null ? null : { word, end };
}
