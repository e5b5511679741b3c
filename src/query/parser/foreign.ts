/** How Python says what another language spells in its own way. */
export interface ForeignSpelling {
  readonly text: string;
  readonly hint: string;
}

/** Operators, longest first. */
export const FOREIGN_OPERATORS: readonly ForeignSpelling[] = [
  { text: '===', hint: 'in Python equality is `==`' },
  { text: '!==', hint: 'in Python inequality is `!=`' },
  { text: '>>>', hint: 'in Python the shift is `>>`' },
  { text: '&&', hint: 'in Python it is `and`' },
  { text: '||', hint: 'in Python it is `or`' },
  {
    text: '??',
    hint: 'in Python it is `a if a is not None else b`; for a key that may be missing, `.get(key, default)`',
  },
  { text: '?.', hint: 'for a key that may be missing, use `.get(key)`' },
  { text: '<>', hint: 'in Python inequality is `!=`' },
  {
    text: '=>',
    hint: 'functions cannot be defined here; a comprehension such as `[x for x in xs if x]` often does it',
  },
  { text: ':=', hint: 'a query gives no names to values; repeat the expression' },
  { text: '+=', hint: 'a query only reads; use `==` to compare' },
  { text: '-=', hint: 'a query only reads; use `==` to compare' },
  { text: '*=', hint: 'a query only reads; use `==` to compare' },
  { text: '/=', hint: 'a query only reads; use `==` to compare' },
  { text: '=~', hint: 'there are no regular expressions; `glob(pattern, text)` matches wildcards' },
  { text: '->', hint: 'a field is reached with `.`' },
  { text: '=', hint: 'to compare, use `==`' },
  { text: '?', hint: 'in Python it is `a if condition else b`' },
  { text: '!', hint: 'in Python it is `not`' },
  { text: '@', hint: 'there are no matrices here; a text with `@` in it needs quotes' },
  { text: '$', hint: 'names carry no `$`: write `data.supportLevel`' },
  { text: '`', hint: 'texts go in \'single\' or "double" quotes' },
  { text: ';', hint: 'a query is one expression; join conditions with `and` or `or`' },
  { text: ':', hint: 'in Python a condition is `a if condition else b`' },
  { text: '.', hint: 'a field name follows one dot, as in `data.name`' },
];

/** Words that start a statement, or an expression that the language leaves out. */
export const STATEMENT_WORDS: ReadonlySet<string> = new Set([
  'assert',
  'async',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'import',
  'nonlocal',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'if',
  'else',
]);

/** Words of other languages between two values. */
export const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ['AND', 'in Python it is `and`'],
  ['OR', 'in Python it is `or`'],
  ['NOT', 'in Python it is `not`'],
  ['IN', 'in Python it is `in`'],
  ['IS', 'in Python it is `is`'],
  ['And', 'in Python it is `and`'],
  ['Or', 'in Python it is `or`'],
  ['xor', 'on true and false, `!=` does it'],
  ['like', 'use `glob(pattern, text)`, or `in` for a part of a text'],
  ['LIKE', 'use `glob(pattern, text)`, or `in` for a part of a text'],
  ['matches', 'use `glob(pattern, text)`'],
  ['contains', "turn it round: `'part' in text`"],
  ['startswith', "it is a method: `text.startswith('part')`"],
  ['endswith', "it is a method: `text.endswith('part')`"],
  ['instanceof', 'values are compared, not their types'],
  ['eq', 'in Python it is `==`'],
  ['ne', 'in Python it is `!=`'],
  ['gt', 'in Python it is `>`'],
  ['lt', 'in Python it is `<`'],
  ['between', 'in Python it is `low <= value <= high`'],
]);
