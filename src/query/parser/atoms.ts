import { FOREIGN_OPERATORS, STATEMENT_WORDS } from '../other-language-hints.js';
import { collection } from './collections.js';
import type { Dialect } from './dialect.js';
import { KEYWORDS, normalName } from './lexical.js';
import { number, startsNumber } from './numbers.js';
import { refuseCharacter } from './operators.js';
import type { RawNode } from './raw.js';
import { startsString, strings } from './strings.js';

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

/** A value without operators: a literal, a name, or something in brackets. */
export function atom(dialect: Dialect): RawNode {
  if (dialect.atEnd) {
    dialect.fail({
      code: 'syntax',
      summary: 'the query ends where a value should be',
      hint: 'complete it, or remove the operator before it',
      range: { start: dialect.end, end: dialect.end + 1 },
    });
  }
  if (startsNumber(dialect)) return number(dialect);
  if (startsString(dialect)) return strings(dialect);
  const bracket = dialect.char;
  if (bracket === '(' || bracket === '[' || bracket === '{') return collection(dialect);
  const word = dialect.peekName();
  return word === null ? refuseSign(dialect) : name(dialect, word);
}

function name(dialect: Dialect, word: string): RawNode {
  const start = dialect.index;
  const constant = CONSTANTS.get(word);
  if (constant === undefined && KEYWORDS.has(word)) refuseKeyword(dialect, word);
  dialect.index += word.length;
  if (constant !== undefined) return dialect.node('Literal', start, { value: constant, raw: word });
  return dialect.node('Identifier', start, { name: normalName(word) });
}

function refuseKeyword(dialect: Dialect, word: string): never {
  const range = { start: dialect.index, end: dialect.index + word.length };
  if (word === 'lambda')
    dialect.fail({
      code: 'not-available',
      summary: 'a query defines no functions',
      hint: 'a comprehension such as `[x for x in xs if x]` often does it',
      range,
    });
  if (word === 'await' || word === 'yield')
    dialect.fail({
      code: 'not-available',
      summary: `\`${word}\` has no meaning in a query`,
      hint: 'a query is one expression over `data` and `connector`',
      range,
    });
  if (STATEMENT_WORDS.has(word)) {
    const hint =
      word === 'if' || word === 'else'
        ? 'a condition is `a if condition else b`'
        : "a query is one expression, such as `data.supportLevel == 'certified'`";
    dialect.fail({
      code: 'statement',
      summary: `\`${word}\` starts a statement, and a query is an expression`,
      hint,
      range,
    });
  }
  dialect.fail({
    code: 'syntax',
    summary: `\`${word}\` stands where a value should be`,
    hint: `it needs a value on its left`,
    range,
  });
}

function refuseSign(dialect: Dialect): never {
  const start = dialect.index;
  if (dialect.startsWith('...'))
    dialect.fail({
      code: 'not-available',
      summary: '`...` has no meaning in a query',
      range: { start, end: start + 3 },
    });
  for (const { text, hint } of FOREIGN_OPERATORS) {
    if (dialect.startsWith(text))
      dialect.fail({
        code: 'not-python',
        summary: `\`${text}\` does not start a value`,
        hint,
        range: { start, end: start + text.length },
      });
  }
  const ch = dialect.char;
  if (ch === '*') {
    const sign = dialect.startsWith('**') ? '**' : '*';
    dialect.fail({
      code: 'syntax',
      summary: `\`${sign}\` does not start a value here`,
      hint: 'unpacking works inside lists, tuples, sets and mappings: `[*a, *b]`',
      range: { start, end: start + sign.length },
    });
  }
  if (')]}'.includes(ch))
    dialect.fail({
      code: 'syntax',
      summary: `\`${ch}\` stands where a value should be`,
      hint: 'complete what is before it',
    });
  if ('=<>!|^&/%,'.includes(ch))
    dialect.fail({
      code: 'syntax',
      summary: `\`${ch}\` stands where a value should be`,
      hint: 'it needs a value on its left',
    });
  if (ch === '\n' || ch === '\r')
    dialect.fail({
      code: 'syntax',
      summary: 'the line ends where a value should be',
      hint: 'to break a query over lines, put all of it in brackets',
    });
  if (ch === '\\')
    dialect.fail({
      code: 'syntax',
      summary: '`\\` does not end the line',
      hint: 'a backslash outside a text only joins two lines',
    });
  refuseCharacter(dialect);
}
