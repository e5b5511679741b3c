import type { PythonNode } from './python-tree.js';
import type { Step, UnreadableHooks } from './steps.js';

/** A Python value, as far as hooks need them. None of them changes: what Python would change in place is refused. */
export type PythonValue =
  | { readonly type: 'str'; readonly text: string }
  | { readonly type: 'int'; readonly number: number }
  | { readonly type: 'bool'; readonly truth: boolean }
  | { readonly type: 'none' }
  | { readonly type: 'list'; readonly items: readonly PythonValue[] }
  | { readonly type: 'container'; readonly steps: readonly Step[] }
  | PythonFunction
  | { readonly type: 'coroutine'; readonly result: PythonValue }
  | { readonly type: 'module'; readonly name: string }
  | { readonly type: 'dedent' }
  /** What nobody knows without running it: refused where it is used. */
  | { readonly type: 'unknown'; readonly refusal: UnreadableHooks };

export interface PythonFunction {
  readonly type: 'function';
  readonly name: string;
  readonly async: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: PythonNode;
  readonly node: PythonNode;
}

export interface Parameter {
  readonly name: string;
  readonly fallback: PythonValue | null;
}

export const NONE: PythonValue = { type: 'none' };
export const str = (text: string): PythonValue => ({ type: 'str', text });
export const bool = (truth: boolean): PythonValue => ({ type: 'bool', truth });

/** Python's `bool()`. */
export function isTrue(value: PythonValue): boolean {
  switch (value.type) {
    case 'str':
      return value.text !== '';
    case 'int':
      return value.number !== 0;
    case 'bool':
      return value.truth;
    case 'none':
      return false;
    case 'list':
      return value.items.length > 0;
    case 'container':
    case 'function':
    case 'coroutine':
    case 'module':
    case 'dedent':
      return true;
    case 'unknown':
      throw value.refusal;
  }
}

/** Python's `==`; null for values that are not compared here. */
export function areEqual(a: PythonValue, b: PythonValue): boolean | null {
  if (a.type === 'str' && b.type === 'str') return a.text === b.text;
  if (a.type === 'int' && b.type === 'int') return a.number === b.number;
  if (a.type === 'bool' && b.type === 'bool') return a.truth === b.truth;
  if (a.type === 'none' && b.type === 'none') return true;
  const scalars = ['str', 'int', 'bool', 'none'];
  if (!scalars.includes(a.type) || !scalars.includes(b.type)) return null;
  // True equals 1 in Python.
  return a.type === 'str' || b.type === 'str' || a.type === 'none' || b.type === 'none' ? false : null;
}
