import { EvaluationFault, type Hint } from '../errors.js';
import { METHOD_NAMES, methodOf } from '../methods/table.js';
import { METHOD_HINTS } from '../other-language-hints.js';
import { getStringKey, keysOf } from '../runtime/collections.js';
import { fromHost } from '../runtime/from-host.js';
import { MISSING, attributeOf, subscript } from '../runtime/member-access.js';
import { type Mapping, type RuntimeValue, describeKind, isMapping } from '../runtime/runtime-value.js';
import { closestName } from '../suggest.js';
import type { NodeOf } from '../tree/nodes.js';
import { type Compiler, located } from './compiler.js';
import type { Evaluate } from './frame.js';

export function compileName(node: NodeOf<'name'>, compiler: Compiler): Evaluate {
  const { name } = node;
  return located(node, compiler, ({ record }) => valueOfName(record, name));
}

function valueOfName(record: object, name: string): RuntimeValue {
  if (Object.hasOwn(record, name)) return fromHost(Reflect.get(record, name));
  throw new EvaluationFault('missing-field', `\`${name}\` has no value in this record`);
}

export function compileVariable(node: NodeOf<'variable'>, compiler: Compiler): Evaluate {
  const { name, slots, fallback } = node;
  return located(node, compiler, (frame) => {
    for (const slot of slots) {
      const value = frame.slots[slot];
      if (value !== undefined) return value;
    }
    if (fallback !== null) return valueOfName(frame.record, fallback);
    throw new EvaluationFault(
      'unbound-name',
      `\`${name}\` has no value yet`,
      'a name of `for` has one only behind its `in`',
    );
  });
}

export function compileAttribute(node: NodeOf<'attribute'>, compiler: Compiler): Evaluate {
  const object = compiler.compile(node.object);
  const { name } = node;
  const { missingAsNone } = compiler;
  const text = compiler.source.slice(node.start, node.end);
  return located(node, compiler, (frame) => {
    const value = object(frame);
    frame.meter.spend(1);
    if (isMapping(value)) {
      const found = getStringKey(value, name);
      if (found !== undefined) return found;
      if (missingAsNone) return null;
      throw missingKey(text, name, value);
    }
    const found = attributeOf(value, name);
    if (found !== undefined) return found;
    if (value === null && missingAsNone) return null;
    throw missingAttribute(value, name);
  });
}

export function compileSubscript(node: NodeOf<'subscript'>, compiler: Compiler): Evaluate {
  const object = compiler.compile(node.object);
  const key = compiler.compile(node.key);
  const { missingAsNone } = compiler;
  const text = compiler.source.slice(node.start, node.end);
  return located(node, compiler, (frame) => {
    const value = object(frame);
    const wanted = key(frame);
    frame.meter.spend(1);
    if (value === null && missingAsNone) return null;
    const found = subscript(value, wanted, frame.meter);
    if (found !== MISSING) return found;
    if (missingAsNone) return null;
    throw isMapping(value)
      ? missingKey(text, typeof wanted === 'string' ? wanted : null, value)
      : missingAttribute(value, text);
  });
}

function missingKey(text: string, name: string | null, mapping: Mapping): EvaluationFault {
  if (name !== null && methodOf(mapping, name) !== null) {
    return new EvaluationFault(
      'uncalled-method',
      `\`${shortened(text)}\` is a method, and it is not called`,
      `call it: \`.${name}()\``,
    );
  }
  return new EvaluationFault('missing-field', `\`${shortened(text)}\` is missing`, hintForKey(text, name, mapping));
}

function hintForKey(text: string, name: string | null, mapping: Mapping): Hint {
  return () => {
    const near =
      name === null
        ? null
        : closestName(
            name,
            keysOf(mapping).filter((key) => typeof key === 'string'),
          );
    if (near !== null) return `did you mean \`${near}\`?`;
    const dot = text.lastIndexOf('.');
    const safe =
      name !== null && dot > 0 && text.slice(dot + 1) === name
        ? `\`${shortened(text.slice(0, dot))}.get('${name}')\``
        : '`.get(key)`';
    return `where it may be missing, use ${safe}, or \`--missing none\``;
  };
}

function missingAttribute(value: RuntimeValue, name: string): EvaluationFault {
  if (methodOf(value, name) !== null)
    return new EvaluationFault(
      'uncalled-method',
      `\`.${name}\` is a method, and it is not called`,
      `call it: \`.${name}()\``,
    );
  const foreign = METHOD_HINTS.get(name);
  const hint =
    foreign ??
    (value === null
      ? 'where it may be missing, test it first: `x and x.y`; or use `--missing none`'
      : METHOD_NAMES.has(name)
        ? null
        : 'only mappings have fields');
  return new EvaluationFault('missing-attribute', `${describeKind(value)} has no field \`${name}\``, hint);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
