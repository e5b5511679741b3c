import { Fault } from '../errors.js';

/** A format such as `>10,.2f`, taken apart. */
export interface FormatSpec {
  readonly fill: string | null;
  readonly align: '<' | '>' | '=' | '^' | null;
  readonly sign: '+' | '-' | ' ' | null;
  /** `z`: a zero that rounding made has no sign. */
  readonly positiveZero: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | null;
  readonly precision: number | null;
  readonly type: string | null;
}

const SPEC =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[+\- ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[_,])?(?:\.(?<precision>\d+))?(?<type>.)?$/su;

/** @throws Fault for what is no format */
export function parseFormat(spec: string): FormatSpec {
  const groups = SPEC.exec(spec)?.groups;
  if (groups === undefined) throw invalidFormat(spec);
  const { fill, align, sign, z, alternate, zero, width, grouping, precision, type } = groups;
  return {
    fill: fill ?? null,
    align: align === '<' || align === '>' || align === '=' || align === '^' ? align : null,
    sign: sign === '+' || sign === '-' || sign === ' ' ? sign : null,
    positiveZero: z !== undefined,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping: grouping === ',' || grouping === '_' ? grouping : null,
    precision: precision === undefined ? null : Number(precision),
    type: type ?? null,
  };
}

export function invalidFormat(spec: string): Fault {
  return new Fault(
    'value',
    `\`${spec.slice(0, 40)}\` is no format for this value`,
    'a format is like `>10`, `05d`, `.2f` or `,`',
  );
}
