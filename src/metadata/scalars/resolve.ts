import type { Scalar } from '../../values/value.js';
import { type ScalarKind, implicitKind, parseBoolean } from './implicit.js';
import { parseFloatingPoint, parseInteger } from './numbers.js';
import { parseTimestamp } from './timestamps.js';

/** A kind of scalar that has a value; `<<` and `=` have none outside the key of a mapping. */
export type ValueKind = Exclude<ScalarKind, 'merge' | 'value'>;

/** The value of a text taken as one kind, or undefined where it has none: February 30th, `0b_`, `!!int abc`. */
export function scalarOfKind(kind: ValueKind, text: string): Scalar | undefined {
  switch (kind) {
    case 'string':
      return text;
    case 'null':
      return null;
    case 'boolean':
      return parseBoolean(text);
    case 'integer':
      return parseInteger(text);
    case 'float':
      return parseFloatingPoint(text);
    case 'timestamp':
      return parseTimestamp(text);
  }
}

/** The value of a plain scalar without a tag, or undefined where PyYAML finds none. */
export function resolvePlain(text: string): Scalar | undefined {
  const kind = implicitKind(text);
  return kind === 'merge' || kind === 'value' ? undefined : scalarOfKind(kind, text);
}
