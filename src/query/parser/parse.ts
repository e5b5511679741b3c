import type { Limits } from '../limits.js';
import type { Node } from '../syntax-tree.js';
import { collection, commaList } from './collections.js';
import { KEYWORDS, normalName } from './lexical.js';
import { number, startsNumber } from './numbers.js';
import { expression } from './operators.js';
import { type Grammar, PythonParser } from './python-parser.js';
import { startsString, strings } from './strings.js';
import { trailers } from './trailers.js';
import { failAtKeyword, failAtValue } from './unexpected-input.js';

const PYTHON: Grammar = { query, expression, atom, trailers };

/**
 * The syntax tree of a query.
 * @param functions the names that may stand after `key=`
 * @throws QuerySyntaxError where Python's grammar has no such expression
 */
export function parse(source: string, limits: Limits, functions: ReadonlySet<string>): Node {
  return new PythonParser(source, limits, functions, PYTHON).parse();
}

function query(parser: PythonParser): Node {
  if (parser.atEnd)
    parser.fail('empty', 'the query is empty', "try `data.supportLevel == 'certified'`", { start: 0, end: 1 });
  const nul = parser.expr.indexOf('\0');
  if (nul >= 0)
    parser.fail('syntax', 'the query holds a NUL character (U+0000)', 'delete it', { start: nul, end: nul + 1 });
  // Comments may stand on lines of their own before the query.
  parser.inBrackets(() => parser.gobbleSpaces());
  return commaList(parser, null, parser.index);
}

function atom(parser: PythonParser): Node {
  if (parser.atEnd) {
    parser.fail('syntax', 'the query ends where a value should be', 'complete it, or remove the operator before it', {
      start: parser.end,
      end: parser.end + 1,
    });
  }
  if (startsNumber(parser)) return number(parser);
  if (startsString(parser)) return strings(parser);
  const bracket = parser.char;
  if (bracket === '(' || bracket === '[' || bracket === '{') return collection(parser, bracket);
  const word = parser.peekName();
  return word === null ? failAtValue(parser) : name(parser, word);
}

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);

function name(parser: PythonParser, word: string): Node {
  const start = parser.index;
  const constant = CONSTANTS.get(word);
  if (constant === undefined && KEYWORDS.has(word)) failAtKeyword(parser, word);
  parser.index += word.length;
  const syntax = parser.syntax(start);
  return constant === undefined
    ? { type: 'name', ...syntax, name: normalName(word) }
    : { type: 'literal', ...syntax, value: constant };
}
