import fc from 'fast-check';
import { TEXTS } from './records.js';

// The smallest parts of the expressions.

/** One of the words of a list. */
export const oneWordOf = (list: string): fc.Arbitrary<string> => fc.constantFrom(...list.split(' '));

/** A text as Python source, in one of its ways of writing. */
export const quotedText = fc
  .constantFrom(...TEXTS)
  .chain((text) =>
    fc.constantFrom(
      `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`,
      `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`,
      `'${Array.from(text, (c) => `\\U${(c.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`).join('')}'`,
    ),
  );

export const integerText = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  oneWordOf('0 1 2 10 255 0x1F 0b101 0o17 1_000 9007199254740991 9007199254740993 10**20 -(10**25) 2**63'),
);
export const floatText = oneWordOf(
  '0.0 1.0 -1.5 0.1 2.5 1e16 1e-7 123456.789 .5 3. 1e22 0.125 2.675 1e999 -1e999 (1e999-1e999)',
);
/** A decimal number as people write it, small and large ones too. */
const decimalText = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -6, max: 4 }))
  .map(([digits, exponent]) => `${digits}e${exponent}`);
export const powerText = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: -12, max: 1000 }).map((n) => `(${n})`),
      decimalText,
      floatText,
    ),
    fc.oneof(fc.integer({ min: -330, max: 40 }).map(String), decimalText, floatText),
  )
  .map(([base, exponent]) => `(${base} ** ${exponent})`);

/** Any of the parts that a format of a number can have. */
export const numberSpec = fc
  .tuple(
    fc.constantFrom('', '', '<', '0=', '*^', '0>', '='),
    fc.constantFrom('', '+', '-', ' '),
    fc.constantFrom('', '', 'z'),
    fc.constantFrom('', '#'),
    fc.constantFrom('', '0'),
    fc.constantFrom('', '6', '10', '13'),
    fc.constantFrom('', ',', '_'),
    fc.constantFrom('', '.0', '.1', '.3'),
    fc.constantFrom('', 'e', 'E', 'f', 'F', 'g', 'G', '%', 'n', 'd', 'x'),
  )
  .map((parts) => parts.join(''));
export const spec = fc.constantFrom(
  '',
  '5',
  '>8',
  '<8',
  '^9',
  '*^9',
  '05d',
  'd',
  '+d',
  ' d',
  ',',
  '_',
  'x',
  '#x',
  'X',
  'b',
  '#o',
  '08b',
  'c',
  'e',
  '.2f',
  '.0f',
  '10.3f',
  '+.1e',
  'g',
  '.3g',
  '#.3g',
  '%',
  '.1%',
  'n',
  's',
  '.2',
  '=+8',
  '0>6',
  '010,',
  '012,.2f',
  '.3',
  'é>5',
  'F',
  'G',
  '.10g',
  '-8d',
  'z.1f',
  '_x',
  '_b',
  '#_x',
  ',d',
  '%Y-%m-%d',
  '%d/%m/%y %H:%M',
  '>10s',
  '.0',
  '#.0f',
  '#g',
  '20',
  'E',
);
export const percent = fc.constantFrom(
  '% d',
  '%(b)s %(a)s',
  ...(
    '%s %d %5d| %-5d| %05d %x %#x %o %e %.2f %g %+d %r %a %c %% %s-%s %(a)s %10.3f %.3s %i %5% %*d %.0f %G ' +
    '%#o %X % %z none'
  ).split(' '),
);
