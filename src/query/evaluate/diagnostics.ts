import { FUNCTION_NAMES } from '../builtins/table.js';
import { QuerySyntaxError, type QuerySyntaxErrorCode, type SourceRange } from '../errors.js';
import { METHOD_NAMES } from '../methods/table.js';
import { nearest } from '../../text/nearest.js';
import { FUNCTION_HINTS, METHOD_HINTS, NAME_HINTS } from '../other-language-hints.js';
import type { CompileOptions } from './context.js';

// What is wrong with a query that can be parsed, told before any record is read.

export function failUnknownName(name: string, range: SourceRange, { names, source }: CompileOptions): never {
  if (FUNCTION_NAMES.has(name))
    fail('unknown-name', `\`${name}\` is a function, and it is not called`, `call it: \`${name}(…)\``, range, source);
  const near = closestName(withLatinLetters(name), names);
  const hint =
    NAME_HINTS.get(name) ??
    dashedKeyHint(range, source) ??
    (near === null
      ? `there is ${listed(names)}; a text goes in quotes: '${name}'`
      : `did you mean \`${near}\`?${nonLatinNote(name)}`);
  fail('unknown-name', `unknown name \`${name}\``, hint, range, source);
}

/** `data.owning-sig` is a difference: the hint for an unknown name that follows a dash, or null. */
function dashedKeyHint({ start, end }: SourceRange, source: string): string | null {
  const before = /([A-Za-z_][\w.]*)\.([A-Za-z_]\w*(?:-\w+)*-)$/.exec(
    source.slice(Math.max(0, start - LONGEST_PATH), start),
  );
  if (before === null) return null;
  const [, object = '', key = ''] = before;
  const after = /^(?:-\w+)*/.exec(source.slice(end, end + LONGEST_PATH))?.[0] ?? '';
  return `a key with dashes goes in brackets: \`${object}['${key}${source.slice(start, end)}${after}']\``;
}

const LONGEST_PATH = 200;

export function failUnknownFunction(name: string, range: SourceRange, { names, source }: CompileOptions): never {
  const knownHint = FUNCTION_HINTS.get(name);
  if (name === 'rand' || name === 'randint')
    fail('not-deterministic', `\`${name}\` is refused`, knownHint ?? null, range, source);
  if (knownHint === undefined && names.has(name)) {
    const hint = `remove the brackets after it, or use \`${name}[…]\``;
    fail('unknown-function', `\`${name}\` is a value, not a function`, hint, range, source);
  }
  const near = closestName(name, FUNCTION_NAMES);
  const hint =
    near === null ? `the functions are ${[...FUNCTION_NAMES].sort().join(', ')}` : `did you mean \`${near}\`?`;
  fail('unknown-function', `unknown function \`${name}\``, knownHint ?? hint, range, source);
}

export function failUnknownMethod(name: string, range: SourceRange, { source }: CompileOptions): never {
  const near = closestName(name, METHOD_NAMES);
  const hint =
    near === null
      ? 'the methods are those of Python that only read, such as `.startswith()`, `.get()`, `.items()`'
      : `did you mean \`.${near}()\`?`;
  fail('unknown-method', `unknown method \`.${name}()\``, METHOD_HINTS.get(name) ?? hint, range, source);
}

export function failPrivateAttribute(name: string, range: SourceRange, { source }: CompileOptions): never {
  const summary = `\`.${name}\` is refused: such names belong to Python itself`;
  fail('private-attribute', summary, `a key of that name is reached with brackets: \`['${name}']\``, range, source);
}

export function failNotCallable(range: SourceRange, { source }: CompileOptions): never {
  const summary = 'only functions and methods can be called';
  fail('not-available', summary, 'remove the brackets after this value', range, source);
}

function fail(
  code: QuerySyntaxErrorCode,
  summary: string,
  hint: string | null,
  { start, end }: SourceRange,
  source: string,
): never {
  throw new QuerySyntaxError({ code, summary, hint, range: { start, end }, source });
}

/** Characters of a name whose misspelling is looked for. */
const LONGEST_MISSPELT = 100;

/** The candidate that a misspelt word most likely meant, or null when none is near. */
export function closestName(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST_MISSPELT) return null;
  return (
    nearest(
      word,
      [...candidates].filter((candidate) => candidate.length <= LONGEST_MISSPELT),
    ) ?? null
  );
}

function listed(names: ReadonlySet<string>): string {
  return names.size === 0 ? 'no name here' : [...names].map((name) => `\`${name}\``).join(', ');
}

/** Letters of other alphabets that look like Latin ones, and the Latin ones at the same index. */
const LOOKALIKES = 'асԁеһіјӏорѕухοανтո';
const LATIN = 'acdehijlopsyxoavtn';

function withLatinLetters(name: string): string {
  return Array.from(name, (c) => LATIN[LOOKALIKES.indexOf(c)] ?? c).join('');
}

function nonLatinNote(name: string): string {
  const letter = Array.from(name).find((c) => c > '\x7e');
  if (letter === undefined) return '';
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return ` the \`${letter}\` is not a Latin letter but U+${code}`;
}
