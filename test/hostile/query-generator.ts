import { FUNCTION_NAMES } from '../../src/query/builtins/table.js';
import { METHOD_NAMES } from '../../src/query/methods/table.js';

/** A part of a query: text with parts in it, so that any of them can be exchanged. */
interface Part {
  readonly texts: readonly string[];
  readonly parts: readonly Part[];
}

export function textOf({ texts, parts }: Part): string {
  return texts.map((text, index) => text + (parts[index] === undefined ? '' : textOf(parts[index]))).join('');
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Values of every kind, as large as a query may make them. */
const LARGE = [
  ...[
    'a',
    'ab',
    '0',
    '9',
    ' ',
    '\\n',
    '\\x00',
    '\u00e9',
    '\u{1f600}',
    '\u03a3',
    '[',
    '*',
    '{',
    '%',
    '.',
    '1.',
    'a,',
    "\\'",
  ].flatMap((text) => [`'${text}'*99999`, `'${text}'*9000`, `'${text}'*4000`]),
  ...[
    '10**4200',
    '-(7**5000)',
    '2**90000',
    '(2**99999)-1',
    '(1<<9999)',
    '10**300',
    '9**400',
    '-1',
    '0',
    '99999',
    '10**9',
    '10**15',
  ],
  ...['5e-324', '1e308', '0.1', '-1.5', "float('inf')", "float('nan')", '123456789.123456789', '1e22'],
  ...[
    '[1]*99999',
    '[0.5]*9999',
    "['a']*99999",
    "['a'*9000]*9000",
    '[[1]*99]*999',
    '[(1, 2)]*9999',
    '[None]*99999',
    '[{}]*999',
  ],
  ...['range(99999)', 'range(10**9)', 'range(10**15, 0, -7)', 'list(range(99999))', 'set(range(9999))', '(1, 2)*50000'],
  ...[
    '{x for x in range(9999)}',
    '{str(x) for x in range(9999)}',
    '{x: x for x in range(9999)}',
    '{str(x): [x] for x in range(999)}',
  ],
  ...[
    '[str(x) for x in range(9999)]',
    '[x*x for x in range(9999)]',
    '[(x, str(x)) for x in range(9999)]',
    "['a'*x for x in range(400)]",
  ],
  ...[
    "date('2024-01-02')",
    "date('2024-01-02') - date('2020-01-01')",
    "semver('1.2.3')",
    "image('docker.io/a/b:1@sha256:' + 'a'*64)",
  ],
  ...[
    'data',
    'data.items()',
    'data.keys()',
    'data.values()',
    'data.nested',
    'data.tags',
    'data.text',
    'data.moment',
    'data.number',
    'None',
    'True',
  ],
];

const BINARY = [
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '<<',
  '>>',
  '&',
  '|',
  '^',
  '==',
  '!=',
  '<',
  '>=',
  'in',
  'not in',
  'and',
  'or',
  'is',
];
const SPECS = [
  '',
  ',',
  '_',
  '099999,',
  '>99999',
  '.4000f',
  '.9000g',
  'e',
  '_b',
  'x',
  '%',
  '099',
  '.99999',
  '^9999_d',
  '#b',
  '+,.400f',
  's',
  'n',
];
const SLICES = ['[0]', '[-1]', '[::-1]', '[1::2]', '[:9999]', '[99998]', '[10**9:]', '[::10**15]', "['name']"];
const LOOPS = [
  '[@ for x in range(9999)]',
  '[@ for x in range(99)]',
  'all(@ for x in range(9999))',
  '{str(@) for x in range(999)}',
  'sum(1 for x in range(9999) if @)',
  '[[@ for x in range(99)] for y in range(99)]',
];
const PERCENT = ['%s', '%r', '%d', '%99999d', '%.4000f', '%-99999s', '%x', '%09999d', '%(a)s', '%s%s%s'];

/** Makes queries that want a lot, at random. */
export class QueryGenerator {
  constructor(private readonly random: () => number) {}

  /** A new query. */
  fresh(): Part {
    return this.part(2 + Math.floor(this.random() * 3));
  }

  /** The query with one of its parts exchanged, or something put round it. */
  mutated(query: Part): Part {
    const chance = this.random();
    if (chance < 0.25) return this.around(query);
    if (query.parts.length === 0 || chance < 0.35) return this.part(2);
    const at = Math.floor(this.random() * query.parts.length);
    const parts = query.parts.map((part, index) => (index === at ? this.mutated(part) : part));
    return { texts: query.texts, parts };
  }

  private pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  private part(depth: number): Part {
    if (depth <= 0) return leaf(`(${this.pick(LARGE)})`);
    return this.around(this.part(depth - 1));
  }

  /** Something done with a value, by every means of the language. */
  private around(inner: Part): Part {
    const other = (): Part => this.part(this.random() < 0.3 ? 1 : 0);
    switch (Math.floor(this.random() * 9)) {
      case 0:
      case 1: {
        const more = Array.from({ length: Math.floor(this.random() * 3) }, other);
        return called(`${this.pick([...FUNCTION_NAMES])}(`, [inner, ...more]);
      }
      case 2:
      case 3:
      case 4: {
        const given = Array.from({ length: Math.floor(this.random() * 3) }, other);
        const [self, args] = this.random() < 0.7 ? [inner, given] : [other(), [inner, ...given]];
        const name = this.pick([...METHOD_NAMES]);
        if (args.length === 0) return { texts: ['(', `).${name}()`], parts: [self] };
        return { texts: ['(', `).${name}(`, ...args.slice(1).map(() => ', '), ')'], parts: [self, ...args] };
      }
      case 5:
        return {
          texts: ['(', ` ${this.pick(BINARY)} `, ')'],
          parts: this.random() < 0.5 ? [inner, other()] : [other(), inner],
        };
      case 6:
        return { texts: ['(', `)${this.pick(SLICES)}`], parts: [inner] };
      case 7: {
        const [before = '', after = ''] = this.pick(LOOPS).split('@');
        return { texts: [before, after], parts: [inner] };
      }
      default:
        return this.random() < 0.5
          ? { texts: ["f'{", `:${this.pick(SPECS)}}'`], parts: [withoutQuotes(inner)] }
          : { texts: [`'${this.pick(PERCENT)}' % (`, ',)'], parts: [inner] };
    }
  }
}

const leaf = (text: string): Part => ({ texts: [text], parts: [] });

function called(before: string, args: readonly Part[]): Part {
  return { texts: [before, ...args.slice(1).map(() => ', '), ')'], parts: args };
}

/** Python 3.12 takes the same quotes inside of an f-string; the language does too, but its braces may not be unbalanced. */
function withoutQuotes(part: Part): Part {
  return part.texts.some((text) => /[{}\\]/.test(text)) ? leaf('(2**9999)') : part;
}
