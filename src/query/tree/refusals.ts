import { QuerySyntaxError, type QuerySyntaxErrorCode, type SourceRange } from '../errors.js';
import { FUNCTION_HINTS, METHOD_HINTS, NAME_HINTS } from '../other-language-hints.js';
import { closestName } from '../suggest.js';

/** Tells what is wrong with one query, each time with the place. */
export class Refusals {
  constructor(private readonly source: string) {}

  refuse(code: QuerySyntaxErrorCode, summary: string, hint: string | null, { start, end }: SourceRange): never {
    throw new QuerySyntaxError({ code, summary, hint, range: { start, end }, source: this.source });
  }

  unknownName(name: string, known: ReadonlySet<string>, functions: ReadonlySet<string>, range: SourceRange): never {
    if (functions.has(name))
      this.refuse('unknown-name', `\`${name}\` is a function, and it is not called`, `call it: \`${name}(…)\``, range);
    const foreign = NAME_HINTS.get(name);
    if (foreign !== undefined) this.refuse('unknown-name', `unknown name \`${name}\``, foreign, range);
    const near = closestName(lookalike(name), known);
    const stranger = strangeCharacter(name);
    const hint =
      near !== null
        ? `did you mean \`${near}\`?${stranger}`
        : `there is ${listed(known)}; a text goes in quotes: '${name}'`;
    this.refuse('unknown-name', `unknown name \`${name}\``, hint, range);
  }

  unknownFunction(name: string, known: ReadonlySet<string>, names: ReadonlySet<string>, range: SourceRange): never {
    const foreign = FUNCTION_HINTS.get(name);
    const random = name === 'rand' || name === 'randint';
    if (foreign !== undefined) {
      const summary = random ? `\`${name}\` is refused` : `unknown function \`${name}\``;
      this.refuse(random ? 'not-deterministic' : 'unknown-function', summary, foreign, range);
    }
    if (names.has(name))
      this.refuse(
        'unknown-function',
        `\`${name}\` is a value, not a function`,
        `remove the brackets after it, or use \`${name}[…]\``,
        range,
      );
    const near = closestName(name, known);
    this.refuse(
      'unknown-function',
      `unknown function \`${name}\``,
      near !== null ? `did you mean \`${near}\`?` : `the functions are ${[...known].sort().join(', ')}`,
      range,
    );
  }

  unknownMethod(name: string, known: ReadonlySet<string>, range: SourceRange): never {
    const foreign = METHOD_HINTS.get(name);
    const near = closestName(name, known);
    const hint =
      foreign ??
      (near !== null
        ? `did you mean \`.${near}()\`?`
        : 'the methods are those of Python that only read, such as `.startswith()`, `.get()`, `.items()`');
    this.refuse('unknown-method', `unknown method \`.${name}()\``, hint, range);
  }

  privateAttribute(name: string, range: SourceRange): never {
    this.refuse(
      'private-attribute',
      `\`.${name}\` is refused: such names belong to Python itself`,
      `a key of that name is reached with brackets: \`['${name}']\``,
      range,
    );
  }
}

function listed(names: ReadonlySet<string>): string {
  if (names.size === 0) return 'no name here';
  return [...names].map((name) => `\`${name}\``).join(', ');
}

/** Letters of other alphabets that look like Latin ones, for the suggestion only. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  ӏ: 'l',
  о: 'o',
  р: 'p',
  ѕ: 's',
  у: 'y',
  х: 'x',
  ο: 'o',
  α: 'a',
  ν: 'v',
  т: 't',
  ո: 'n',
};

function lookalike(name: string): string {
  return Array.from(name, (c) => LOOKALIKES[c] ?? c).join('');
}

function strangeCharacter(name: string): string {
  const strange = Array.from(name).find((c) => c > '\x7e');
  if (strange === undefined) return '';
  return ` the \`${strange}\` is not a Latin letter but U+${(strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
