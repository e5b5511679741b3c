import { OTHER_LANGUAGE_OPERATORS, OTHER_LANGUAGE_WORDS } from '../other-language-hints.js';
import { STATEMENT_WORDS } from '../../values/python-names.js';
import type { PythonParser } from './python-parser.js';

// Each function here says why the input does not go on as it does, as helpfully as its next characters allow.

/** Fails where a value should start, and something else than a name stands. */
export function failAtValue(parser: PythonParser): never {
  if (parser.startsWith('...')) parser.fail('not-available', '`...` has no meaning in a query', null, parser.next(3));
  for (const { text, hint } of OTHER_LANGUAGE_OPERATORS) {
    if (parser.startsWith(text))
      parser.fail('not-python', `\`${text}\` does not start a value`, hint, parser.next(text.length));
  }
  const ch = parser.char;
  if (ch === '*') {
    const sign = parser.startsWith('**') ? '**' : '*';
    const hint = 'unpacking works inside lists, tuples, sets and mappings: `[*a, *b]`';
    parser.fail('syntax', `\`${sign}\` does not start a value here`, hint, parser.next(sign.length));
  }
  if (')]}'.includes(ch))
    parser.fail('syntax', `\`${ch}\` stands where a value should be`, 'complete what is before it');
  if ('=<>!|^&/%,'.includes(ch))
    parser.fail('syntax', `\`${ch}\` stands where a value should be`, 'it needs a value on its left');
  if (ch === '\n' || ch === '\r') {
    const hint = 'to break a query over lines, put all of it in brackets';
    parser.fail('syntax', 'the line ends where a value should be', hint);
  }
  if (ch === '\\')
    parser.fail('syntax', '`\\` does not end the line', 'a backslash outside a text only joins two lines');
  failAtCharacter(parser);
}

/** Fails at a keyword where a value should start. */
export function failAtKeyword(parser: PythonParser, word: string): never {
  const range = parser.next(word.length);
  if (word === 'lambda') {
    const hint = 'a comprehension such as `[x for x in xs if x]` often does it';
    parser.fail('not-available', 'a query defines no functions', hint, range);
  }
  if (word === 'await' || word === 'yield') {
    const hint = 'a query is one expression over `data` and `connector`';
    parser.fail('not-available', `\`${word}\` has no meaning in a query`, hint, range);
  }
  if (STATEMENT_WORDS.has(word)) {
    const hint =
      word === 'if' || word === 'else'
        ? 'a condition is `a if condition else b`'
        : "a query is one expression, such as `data.supportLevel == 'certified'`";
    parser.fail('statement', `\`${word}\` starts a statement, and a query is an expression`, hint, range);
  }
  parser.fail('syntax', `\`${word}\` stands where a value should be`, 'it needs a value on its left', range);
}

/** Signs that end a value in some place, or that `failAtRest` explains better. */
const NOT_OPERATORS = ':;.$`';

/** Fails at an operator of another language where one of Python's may stand; else does nothing. */
export function failAtOtherLanguageOperator(parser: PythonParser): void {
  const ch = parser.char;
  if (parser.startsWith('!=') && !parser.startsWith('!==')) return;
  if (parser.startsWith('==') && !parser.startsWith('===')) return;
  // `{value!r}`, `{value=}` and `{value:=10}` of an f-string end the value.
  if (parser.inReplacementField && (ch === '!' || ch === '=' || ch === ':')) return;
  for (const { text, hint } of OTHER_LANGUAGE_OPERATORS) {
    if (!NOT_OPERATORS.includes(text) && parser.startsWith(text))
      parser.fail('not-python', `\`${text}\` is not an operator here`, hint, parser.next(text.length));
  }
}

const STARTS_VALUE = /["'([{\w]/;

/** Fails where a value is complete, and what follows does not belong to the query. */
export function failAtRest(parser: PythonParser): never {
  const word = parser.peekName();
  if (word !== null) {
    const knownHint = OTHER_LANGUAGE_WORDS.get(word);
    const hint = knownHint ?? 'join conditions with `and` or `or`; texts go in quotes';
    const code = knownHint === undefined ? 'syntax' : 'not-python';
    parser.fail(code, `\`${word}\` does not fit here`, hint, parser.next(word.length));
  }
  for (const { text, hint } of OTHER_LANGUAGE_OPERATORS) {
    if (parser.startsWith(text))
      parser.fail('not-python', `\`${text}\` is not an operator here`, hint, parser.next(text.length));
  }
  const ch = parser.char;
  if (ch === ')' || ch === ']' || ch === '}')
    parser.fail('syntax', `\`${ch}\` closes nothing`, 'remove it, or add the bracket that opens it');
  if (ch === '\n' || ch === '\r') {
    const hint = 'a query is one expression; to break it over lines, put all of it in brackets';
    parser.fail('statement', 'the query goes on after its end', hint);
  }
  if (ch === ',') parser.fail('syntax', '`,` does not fit here');
  if (STARTS_VALUE.test(ch))
    parser.fail('syntax', 'two values stand side by side', 'join them with an operator such as `and`, `==` or `in`');
  failAtCharacter(parser);
}

/** Fails at a character that means nothing in Python, named by its number where it cannot be seen. */
function failAtCharacter(parser: PythonParser): never {
  const code = parser.expr.codePointAt(parser.index) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const range = parser.next(code > 0xffff ? 2 : 1);
  if (code === 0x2018 || code === 0x2019 || code === 0x201c || code === 0x201d) {
    const summary = `a typographic quote (${name}) does not start a text`;
    parser.fail('syntax', summary, "use straight quotes: 'text'", range);
  }
  if (code < 0x20 || (code > 0x7e && /[\p{C}\p{Z}]/u.test(String.fromCodePoint(code)))) {
    const summary = `an invisible character (${name}) stands in the query`;
    parser.fail('syntax', summary, 'delete it, or put a plain space in its place', range);
  }
  const shown = String.fromCodePoint(code);
  parser.fail('syntax', `\`${shown}\`${code > 0x7e ? ` (${name})` : ''} means nothing here`, null, range);
}
