import type { Scalar } from '../../values/value.js';
import { Unreadable } from '../result.js';
import { parseBinary } from '../scalars/binary.js';
import { type ValueKind, scalarOfKind } from '../scalars/resolve.js';
import { visible } from '../visible.js';
import type { ScalarNode } from './nodes.js';

const NOUNS = {
  string: 'string',
  null: 'null',
  boolean: 'boolean',
  integer: 'whole number',
  float: 'number',
  timestamp: 'date or time of the calendar',
} as const satisfies Record<ValueKind, string>;

/** @throws Unreadable where the text has no value of its kind */
export function constructScalar({ kind, text, offset }: ScalarNode): Scalar {
  switch (kind) {
    case 'string':
    case 'null':
    case 'boolean':
    case 'integer':
    case 'float':
    case 'timestamp':
      return scalarOfKind(kind, text) ?? absent(kind, text, offset);
    case 'binary':
      return parseBinary(text) ?? fail('the text is not base64', offset);
    case 'merge':
    case 'value':
      return fail(`\`${visible(text)}\` has no meaning as a value; put it in quotes`, offset);
    case 'sequence':
    case 'mapping':
    case 'set':
    case 'pairs':
      return fail(`a single value cannot have the tag of a ${kind}`, offset);
  }
}

/** Null is a value; only undefined says that there is none. */
function absent(kind: ValueKind, text: string, offset: number): null {
  if (kind === 'null') return null;
  return fail(`\`${visible(text)}\` is not a ${NOUNS[kind]}; put it in quotes if it is a string`, offset);
}

function fail(message: string, offset: number): never {
  throw new Unreadable('invalid-value', message, offset);
}
