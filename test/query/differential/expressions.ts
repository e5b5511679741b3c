import fc from 'fast-check';
import { floatText, integerText, numberSpec, oneWordOf, percent, powerText, quotedText, spec } from './atoms.js';

/** Stands for the name of the comprehension around it, or for a field where there is none. */
const HOLE = '§';

const kinds = fc.letrec<{
  any: string;
  number: string;
  text: string;
  list: string;
  boolean: string;
  mapping: string;
  set: string;
  date: string;
  slice: string;
  call: string;
}>((tie) => {
  const leaf = { depthSize: 'small', withCrossShrink: true, maxDepth: 3 } as const;
  const parts = (...arbitraries: readonly fc.Arbitrary<string>[]): fc.Arbitrary<readonly string[]> =>
    fc.tuple(...arbitraries);
  const make = (template: string, ...arbitraries: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    parts(...arbitraries).map((values) => {
      let i = 0;
      return template.replace(/(?<![a-z])_(?![a-z])/g, () => values[i++] ?? '');
    });
  const [any, number, text, list, boolean, mapping, set, date] = [
    tie('any'),
    tie('number'),
    tie('text'),
    tie('list'),
    tie('boolean'),
    tie('mapping'),
    tie('set'),
    tie('date'),
  ];
  const plainMethod = oneWordOf(
    'lower upper casefold capitalize title swapcase strip lstrip rstrip isalpha isdigit isdecimal ' +
      'isnumeric isalnum isspace islower isupper istitle isascii isprintable isidentifier split rsplit ' +
      'splitlines expandtabs',
  );
  const argumentMethod = oneWordOf(
    'strip lstrip rstrip split rsplit partition rpartition startswith endswith find rfind index rindex ' +
      'count removeprefix removesuffix',
  );
  const shortText = fc.constantFrom(
    "'a'",
    "' '",
    "''",
    "'-'",
    "':'",
    "'ab'",
    "'é'",
    'None',
    "'python'",
    "'S'",
    "'\\n'",
    "('a', 'S')",
  );
  const small = fc.integer({ min: -3, max: 12 }).map(String);
  const comprehend = (
    body: fc.Arbitrary<string>,
    from: fc.Arbitrary<string>,
    condition: fc.Arbitrary<string>,
    open: string,
    close: string,
  ): fc.Arbitrary<string> =>
    fc
      .tuple(body, from, fc.option(condition, { nil: null }), fc.constantFrom('x', 'y', 'count'))
      .map(
        ([b, f, c, name]) =>
          `${open}${b.replaceAll(HOLE, name)} for ${name} in ${f.replaceAll(HOLE, 'data.tags')}${c === null ? '' : ` if ${c.replaceAll(HOLE, name)}`}${close}`,
      );
  return {
    number: fc.oneof(
      leaf,
      integerText,
      floatText,
      fc.constantFrom('data.count', 'data.ratio', 'data.whole', 'data.big', 'data.flag', 'data.any', 'True', HOLE),
      make('(_ _ _)', number, fc.constantFrom('+', '-', '*', '/', '//', '%', '**', '&', '|', '^', '<<', '>>'), number),
      powerText,
      make('-_', number),
      make('~_', number),
      make('+_', number),
      make('len(_)', any),
      make('abs(_)', number),
      make('round(_)', number),
      make('round(_, _)', number, small),
      make('sum(_)', list),
      make('min(_)', list),
      make('max(_)', list),
      make('max(_, _)', number, number),
      make('int(_)', any),
      make('float(_)', any),
      make('int(_, _)', text, fc.constantFrom('0', '2', '8', '10', '16', '36')),
      make('_.find(_)', text, shortText),
      make('_.count(_)', text, shortText),
      make('_.index(_)', list, any),
      make(
        '_.bit_length()',
        number.map((n) => `(${n})`),
      ),
      make(
        '_.as_integer_ratio()',
        number.map((n) => `(${n})`),
      ),
      make('_.year', date),
      make('_.weekday()', date),
    ),
    text: fc.oneof(
      leaf,
      quotedText,
      fc.constantFrom('data.name', 'data.supportLevel', 'data.tags[0]', 'data.any', HOLE),
      make('_._()', text, plainMethod),
      make('_._(_)', text, argumentMethod, shortText),
      make('_.split(_, _)', text, shortText, small),
      make('_.rsplit(_, maxsplit=_)', text, shortText, small),
      make('_.splitlines(_)', text, boolean),
      make('_.replace(_, _)', text, shortText, text),
      make('_.replace(_, _, _)', text, shortText, shortText, small),
      make('_.center(_)', text, small),
      make('_.ljust(_, _)', text, small, shortText),
      make('_.rjust(_, _)', text, small, shortText),
      make('_.zfill(_)', text, small),
      make('_.find(_, _, _)', text, shortText, small, small),
      make('_.startswith(_, _)', text, shortText, small),
      make('_.join(_)', shortText, list),
      make('(_ + _)', text, text),
      make('(_ * _)', text, small),
      make('str(_)', any),
      fc
        .tuple(any, spec)
        .filter(([value]) => !/["'\\{#]/.test(value))
        .map(([value, format]) => `f'<{${value}:${format}}>'`),
      fc
        .tuple(number, numberSpec)
        .filter(([value]) => !/["'\\{#]/.test(value))
        .map(([value, format]) => `f'<{${value}:${format}}>'`),
      fc
        .tuple(any, fc.constantFrom('', '!r', '!s', '='))
        .filter(([value]) => !/["'\\{#]/.test(value))
        .map(([value, how]) => `f'a{${value}${how}}{{b}}'`),
      fc.tuple(percent, any).map(([format, value]) => `('${format}' % ${value})`),
      fc.tuple(percent, any, any).map(([format, a, b]) => `('${format}' % (${a}, ${b}))`),
      fc.tuple(percent, any).map(([format, value]) => `('${format}' % {'a': ${value}})`),
      make('_[_]', text, small),
      make('_[_]', text, tie('slice')),
      make('_.isoformat()', date),
      make('_.strftime(_)', date, fc.constantFrom("'%Y/%m/%d'", "'%j %U %W %a %b %p %I'", "'%A %B %H:%M:%S %f'")),
    ),
    list: fc.oneof(
      leaf,
      fc.constantFrom(
        'data.tags',
        'data.numbers',
        'data.things',
        'data.pairs',
        '[]',
        '()',
        'data.nested.inner.list',
        'range(3)',
        'range(5, 0, -2)',
      ),
      fc.array(any, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.array(any, { minLength: 1, maxLength: 3 }).map((items) => `(${items.join(', ')},)`),
      make('[*_, _]', list, any),
      make('[*_]', any),
      make('(*_,)', any),
      make('sorted(_, _)', list, boolean),
      make('(_ + _)', list, list),
      make('(_ * _)', list, small),
      make('sorted(_)', list),
      make('sorted(_, reverse=_)', list, boolean),
      make('list(reversed(_))', list),
      make('list(_)', any),
      make('tuple(_)', any),
      make('list(enumerate(_))', list),
      make('list(enumerate(_, _))', list, small),
      make('list(zip(_, _))', list, list),
      make('list(_.items())', mapping),
      make('list(_.keys())', mapping),
      make('list(_.values())', mapping),
      make('sorted(_)', set),
      make('_[_]', list, tie('slice')),
      make('_.split(_)', text, shortText),
      make('list(_)', text),
      comprehend(any, list, boolean, '[', ']'),
      comprehend(text, text, boolean, '[', ']'),
      comprehend(any, list, boolean, 'list(', ')'),
      make('[[a, b] for a, b in _]', list),
      make('[[a, b] for a in _ for b in _ if a != b]', list, list),
      make('[b for (a, b) in _.items()]', mapping),
      make('_.copy()', list),
      make('sorted(_, key=str)', list),
      make('sorted(_, key=len)', list),
    ),
    boolean: fc.oneof(
      leaf,
      fc.constantFrom('True', 'False', 'data.flag', `${HOLE} == data.name`, HOLE),
      make('(_ _ _)', any, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), any),
      make('(_ _ _)', number, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), number),
      make('(_ _ _)', text, fc.constantFrom('<', '>=', 'in', 'not in'), text),
      make('(_ _ _)', list, fc.constantFrom('==', '<', '>='), list),
      make('(_ < _ <= _)', number, number, number),
      make('(_ == _ != _)', any, any, any),
      make('(_ _ _)', any, fc.constantFrom('in', 'not in'), list),
      make('(_ in _)', any, mapping),
      make('(_ is _)', any, fc.constantFrom('None', 'True')),
      make('(_ is not None)', any),
      make('(not _)', any),
      make('(_ and _)', boolean, any),
      make('(_ or _)', any, boolean),
      make('any(_)', list),
      make('all(_)', list),
      make('_.startswith((_, _))', text, shortText, any),
      make('_.endswith((_, _), _)', text, any, shortText, small),
      make('bool(_)', any),
      comprehend(boolean, list, boolean, 'any(', ')'),
      make('(_ _ _)', set, fc.constantFrom('<', '<=', '==', '>', '>='), set),
      make('_.issubset(_)', set, list),
      make('_.isdisjoint(_)', set, list),
      make('(_ < _)', date, date),
      make('(_ == _)', date, any),
      make(
        '_.is_integer()',
        number.map((n) => `(${n})`),
      ),
    ),
    mapping: fc.oneof(
      leaf,
      fc.constantFrom(
        'data',
        'data.mapping',
        'data.nested',
        "data['nested']['inner']",
        '{}',
        "{'a': 1, 'b': [2]}",
        '{1: 2, True: 3, 1.0: 4}',
        'dict(a=1, b=None)',
      ),
      fc.tuple(any, any).map(([key, value]) => `{${key}: ${value}}`),
      make("{**_, 'z': _}", mapping, any),
      make('{**_}', any),
      make('{**_}', list),
      make('{**_, **_}', mapping, fc.constantFrom('data.pairs', "[('a', 1)]", "zip('ab', data.tags)", "''")),
      make('dict(_)', list),
      make('dict(zip(_, _))', list, list),
      make('(_ | _)', mapping, mapping),
      make('_.copy()', mapping),
      comprehend(any, list, boolean, '{1: ', '}'),
      make('{k: v for k, v in _.items() if _}', mapping, boolean),
      make('dict(_, q=_)', mapping, any),
    ),
    set: fc.oneof(
      leaf,
      fc.constantFrom('set()', 'set(data.tags)', 'set(data.numbers)', '{1, 2}', "{'a', 'x'}", 'data.mapping.keys()'),
      fc.array(any, { minLength: 1, maxLength: 3 }).map((items) => `{${items.join(', ')}}`),
      make('set(_)', list),
      make('{*_}', any),
      make('(_ - _)', list, fc.constantFrom('data.mapping.keys()', 'data.mapping.items()')),
      make('(_ _ _)', set, fc.constantFrom('|', '&', '-', '^'), set),
      make('_.union(_)', set, list),
      make('_.intersection(_)', set, list),
      make('_.difference(_)', set, list),
      make('_.symmetric_difference(_)', set, list),
      comprehend(any, list, boolean, '{', '}'),
    ),
    date: fc.constantFrom('data.when', 'data.moment', 'data.any'),
    slice: fc.constantFrom(':', '1:', ':2', '-2:', '::-1', '1:4:2', '::2', ':-1', '5:1:-1', 'None:2', '-10:10', '3:1'),
    call: fc.oneof(
      make('_.get(_)', mapping, any),
      make('_.get(_, _)', mapping, any, any),
      make('_[_]', mapping, any),
      make('_[_]', list, small),
      make('_._', mapping, fc.constantFrom('a', 'b', 'name', 'inner', 'missing')),
      make('_.keys()', mapping),
      make('_.items()', mapping),
      make('(_ - _)', date, date),
      make('_.partition(_)', text, shortText),
      make('(_ if _ else _)', any, boolean, any),
      make('min(_, default=_)', list, any),
      make('max(_, key=len)', list),
      make('sum(_, _)', list, list),
      make('_.count(_)', list, any),
      make(
        '_.as_integer_ratio()',
        number.map((n) => `(${n})`),
      ),
    ),
    any: fc.oneof(
      leaf,
      fc.constantFrom('None', 'data.nothing', 'data.any', 'data.other', 'data.when', HOLE),
      number,
      text,
      list,
      boolean,
      mapping,
      tie('call'),
    ),
  };
});

/** Python expressions over a record, most of which have a value. */
export const expressions: fc.Arbitrary<string> = fc
  .oneof({ weight: 9, arbitrary: kinds.any }, { weight: 1, arbitrary: kinds.set })
  .map((expression) => expression.replaceAll(HOLE, 'data.other'));
