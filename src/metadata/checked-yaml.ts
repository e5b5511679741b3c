import type { z } from 'zod/mini';
import { readMetadata } from './read.js';
import { decodeText, Positions } from './source-text.js';

/** A value of the expected shape, or one line on what is wrong and where; `unknownKey` if that is the problem. */
export type CheckedYaml<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string; readonly unknownKey?: string };

type Issue = z.core.$ZodIssue;

/** Reads YAML that a person wrote for fleetq, such as `fleetq.yaml` or a saved query, and checks it against a schema. */
export async function checkedYaml<T>(text: string, schema: z.ZodMiniType<T>): Promise<CheckedYaml<T>> {
  const bytes = new TextEncoder().encode(text);
  const read = await readMetadata(bytes);
  if (!read.ok) {
    const { line, column = 1, message } = read.error;
    return { ok: false, problem: `${line === undefined ? '' : `line ${line}, column ${column}: `}${message}` };
  }
  const checked = schema.safeParse(read.document);
  if (checked.success) return { ok: true, value: checked.data };
  const [issue] = checked.error.issues;
  if (issue === undefined) return { ok: false, problem: 'does not have the expected shape' };
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  // Loads the YAML library, which takes long.
  const { offsetOfNode } = await import('./yaml-parser/locate.js');
  const source = decodeText(bytes);
  const { line, column } = new Positions(source).at(offsetOfNode(source, issue.path, unknownKey));
  const problem = `line ${line}, column ${column}: ${describeIssue(issue)}`;
  return { ok: false, problem, ...(unknownKey === undefined ? {} : { unknownKey }) };
}

function describeIssue(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return `unknown key ${issue.keys.map((key) => `\`${key}\``).join(', ')}`;
  const path = issue.path.map(String).join('.');
  return `${path === '' ? 'the document' : `\`${path}\``} ${describeExpectation(issue)}`;
}

function describeExpectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_union':
      return 'has none of the expected shapes';
    case 'invalid_type':
      return `should be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return `should be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'is empty';
    default:
      return `is not valid: ${issue.message}`;
  }
}
