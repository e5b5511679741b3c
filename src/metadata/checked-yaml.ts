import type { z } from 'zod/mini';
import { readMetadata } from './read.js';

/** A value of the expected shape, or what is wrong in one line, with line and column; and the key that the shape does not know, where that is it. */
export type CheckedYaml<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly unknownKey?: string };

/** Reads YAML that a person wrote for fleetq, such as `fleetq.yaml` or a saved query, and holds it against its shape. */
export async function checkedYaml<T>(text: string, shape: z.ZodMiniType<T>): Promise<CheckedYaml<T>> {
  const read = await readMetadata(new TextEncoder().encode(text));
  if (!read.ok) {
    const { line, column, message } = read.error;
    return { ok: false, problem: `${line === undefined ? '' : `line ${line}, column ${column ?? 1}: `}${message}` };
  }
  const checked = shape.safeParse(read.document);
  if (checked.success) return { ok: true, value: checked.data };
  const { describeIssue } = await import('./yaml-issue.js');
  const problem = describeIssue(text, checked.error.issues);
  const [issue] = checked.error.issues;
  return issue?.code === 'unrecognized_keys' && issue.keys[0] !== undefined
    ? { ok: false, problem, unknownKey: issue.keys[0] }
    : { ok: false, problem };
}
