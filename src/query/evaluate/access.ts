import { truncated } from '../../text/bounded.js';
import { isFieldName, isPrivateName } from '../../values/python-names.js';
import { reprString } from '../../values/python-string.js';
import { functionNamed } from '../builtins/table.js';
import { EvaluationFault, type Hint } from '../errors.js';
import { METHOD_NAMES, methodOf } from '../methods/table.js';
import { METHOD_HINTS } from '../other-language-hints.js';
import { getStringKey, stringKeysOf } from '../runtime/collections.js';
import { fromHost } from '../runtime/from-host.js';
import { MISSING, attributeOf, subscript } from '../runtime/member-access.js';
import { type Mapping, type RuntimeValue, describeKind, isMapping } from '../runtime/runtime-value.js';
import type { Given } from '../signature.js';
import type { NodeOf } from '../syntax-tree.js';
import { type CompileContext, type Evaluate, type Frame, located } from './context.js';
import {
  closestName,
  failNotCallable,
  failPrivateAttribute,
  failUnknownFunction,
  failUnknownMethod,
  failUnknownName,
} from './diagnostics.js';

/** A name of a comprehension around it, or one that the record binds. */
export function compileName(node: NodeOf<'name'>, context: CompileContext): Evaluate {
  const { name } = node;
  const { slots, certain } = context.scope?.resolve(name) ?? { slots: [], certain: false };
  const isBound = context.names.has(name);
  if (slots.length === 0) {
    if (!isBound) failUnknownName(name, node, context);
    return located(node, context, ({ record }) => valueOfName(record, name));
  }
  return located(node, context, (frame) => {
    for (const slot of slots) {
      const value = frame.slots[slot];
      if (value !== undefined) return value;
    }
    if (isBound && !certain) return valueOfName(frame.record, name);
    const hint = 'a name of `for` has one only behind its `in`';
    throw new EvaluationFault('unbound-name', `\`${name}\` has no value yet`, hint);
  });
}

function valueOfName(record: object, name: string): RuntimeValue {
  if (Object.hasOwn(record, name)) return fromHost(Reflect.get(record, name));
  throw new EvaluationFault('missing-field', `\`${name}\` has no value in this record`);
}

export function compileAttribute(node: NodeOf<'attribute'>, context: CompileContext): Evaluate {
  const object = context.compile(node.object);
  failIfPrivate(node, context);
  const { name } = node;
  const { missingAsNone } = context;
  const text = context.source.slice(node.start, node.end);
  return located(node, context, (frame) => {
    const value = object(frame);
    frame.meter.spend(1);
    if (isMapping(value)) {
      const found = getStringKey(value, name);
      if (found !== undefined) return found;
      if (missingAsNone) return null;
      throw missingKey(text, name, value);
    }
    const found = attributeOf(value, name, frame.meter);
    if (found !== undefined) return found;
    if (value === null && missingAsNone) return null;
    throw missingAttribute(value, name);
  });
}

/** Python's own attributes are not reached, such as `__class__`. */
function failIfPrivate({ name, nameRange }: NodeOf<'attribute'>, context: CompileContext): void {
  if (isPrivateName(name)) failPrivateAttribute(name, nameRange, context);
}

export function compileSubscript(node: NodeOf<'subscript'>, context: CompileContext): Evaluate {
  const object = context.compile(node.object);
  const key = context.compile(node.key);
  const { missingAsNone } = context;
  const text = context.source.slice(node.start, node.end);
  return located(node, context, (frame) => {
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
    const summary = `\`${shortened(text)}\` is a method, and it is not called`;
    return new EvaluationFault('uncalled-method', summary, `call it: \`.${name}()\``);
  }
  return new EvaluationFault('missing-field', `\`${shortened(text)}\` is missing`, hintForKey(text, name, mapping));
}

function hintForKey(text: string, name: string | null, mapping: Mapping): Hint {
  return () => {
    const keys = stringKeysOf(mapping);
    const near = name === null ? null : closestName(name, keys);
    if (near !== null) return `did you mean \`${isFieldName(near) ? near : `[${reprString(near)}]`}\`?`;
    const dot = text.lastIndexOf('.');
    const safe =
      name !== null && dot > 0 && text.slice(dot + 1) === name
        ? `\`${shortened(text.slice(0, dot))}.get('${name}')\``
        : '`.get(key)`';
    return `where it may be missing, use ${safe}, or \`--missing none\``;
  };
}

function missingAttribute(value: RuntimeValue, name: string): EvaluationFault {
  if (methodOf(value, name) !== null) {
    const summary = `\`.${name}\` is a method, and it is not called`;
    return new EvaluationFault('uncalled-method', summary, `call it: \`.${name}()\``);
  }
  let hint = METHOD_HINTS.get(name) ?? null;
  if (hint === null && value === null)
    hint = 'where it may be missing, test it first: `x and x.y`; or use `--missing none`';
  else if (hint === null && !METHOD_NAMES.has(name)) hint = 'only mappings have fields';
  return new EvaluationFault('missing-attribute', `${describeKind(value)} has no field \`${name}\``, hint);
}

function shortened(text: string): string {
  return truncated(text.replace(/\s+/g, ' '), 80);
}

/** `function(…)` or `value.method(…)`: nothing else can be called. */
export function compileCall(node: NodeOf<'call'>, context: CompileContext): Evaluate {
  const { callee } = node;
  if (callee.type === 'name') return compileFunctionCall(node, callee, context);
  if (callee.type === 'attribute') return compileMethodCall(node, callee, context);
  failNotCallable(callee, context);
}

const NO_NAMES: ReadonlyMap<string, RuntimeValue> = new Map();

function compileFunctionCall(node: NodeOf<'call'>, callee: NodeOf<'name'>, context: CompileContext): Evaluate {
  const called = functionNamed(callee.name);
  if (called === null) failUnknownFunction(callee.name, callee, context);
  const keyFunction = node.keyFunction === null ? null : functionNamed(node.keyFunction);
  const given = compileArguments(node, context);
  return located(node, context, (frame) => {
    const { meter, today } = frame;
    meter.spend(1 + node.positional.length);
    const key =
      keyFunction === null
        ? null
        : (item: RuntimeValue): RuntimeValue => {
            meter.spend(1);
            return keyFunction({ positional: [item], named: NO_NAMES }, { meter, today, key: null });
          };
    return called(given(frame), { meter, today, key });
  });
}

function compileMethodCall(node: NodeOf<'call'>, callee: NodeOf<'attribute'>, context: CompileContext): Evaluate {
  const { name, nameRange } = callee;
  failIfPrivate(callee, context);
  if (!METHOD_NAMES.has(name)) failUnknownMethod(name, nameRange, context);
  const object = context.compile(callee.object);
  const given = compileArguments(node, context);
  return located(node, context, (frame) => {
    const self = object(frame);
    frame.meter.spend(1 + node.positional.length);
    const method = methodOf(self, name);
    if (method === null) throw missingMethod(self, name);
    return method(given(frame), frame.meter);
  });
}

function compileArguments({ positional, named }: NodeOf<'call'>, { compile }: CompileContext): (frame: Frame) => Given {
  const values = positional.map(compile);
  const names = named.map(({ name, value }) => ({ name, evaluate: compile(value) }));
  return (frame) => ({
    positional: values.map((evaluate) => evaluate(frame)),
    named: names.length === 0 ? NO_NAMES : new Map(names.map(({ name, evaluate }) => [name, evaluate(frame)])),
  });
}

function missingMethod(self: RuntimeValue, name: string): EvaluationFault {
  if (isMapping(self) && getStringKey(self, name) !== undefined) {
    const summary = `the field \`${name}\` is called, and it is no method`;
    return new EvaluationFault('type', summary, 'remove the brackets after it');
  }
  const hint = self === null ? `where it may be missing, test it first: \`x and x.${name}()\`` : null;
  return new EvaluationFault('missing-attribute', `${describeKind(self)} has no method \`.${name}()\``, hint);
}
