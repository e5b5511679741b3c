import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod/mini';

type Issue = z.core.$ZodIssue;

/** The first issue of a shape check, told with the line and column of the YAML node that it is about. */
export function describeIssue(text: string, issues: readonly Issue[]): string {
  const issue = issues[0];
  if (issue === undefined) return 'does not have the expected shape';
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const { line, col } = lines.linePos(offsetOf(document, issue));
  return `line ${line}, column ${col}: ${told(issue)}`;
}

function told(issue: Issue): string {
  const where = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') return `unknown key ${issue.keys.map((key) => `\`${key}\``).join(', ')}`;
  const what = issue.code === 'invalid_union' ? 'has none of the expected shapes' : expectation(issue);
  return where === '' ? `the document ${what}` : `\`${where}\` ${what}`;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${article(issue.expected)}`;
    case 'invalid_value':
      return `should be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'is empty';
    default:
      return `is not valid: ${issue.message}`;
  }
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function offsetOf(document: Document, issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return keyOffset(document, issue.path, issue.keys[0]);
  for (let path = issue.path; path.length > 0; path = path.slice(0, -1)) {
    const node: unknown = document.getIn(path, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[], key: string | undefined): number {
  const owner: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(owner)) return 0;
  const pair = owner.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return pair !== undefined && isNode(pair.key) && pair.key.range ? pair.key.range[0] : 0;
}
