import { scalarText } from '../../values/to-text.js';
import { type Value, entriesOf, isList, isMapping, sizeOf } from '../../values/value.js';

/** Every value that holds no others, with the path to it: `data.tags[0]`. Empty lists and mappings are such values. */
export function* leavesOf(value: Value, path: string): Generator<readonly [string, Value]> {
  if (isList(value) && value.length > 0) {
    for (const [index, item] of value.entries()) yield* leavesOf(item, `${path}[${index}]`);
  } else if (isMapping(value) && sizeOf(value) > 0) {
    for (const [key, inner] of entriesOf(value))
      yield* leavesOf(inner, `${path}.${typeof key === 'string' ? key : scalarText(key)}`);
  } else {
    yield [path, value];
  }
}
