import { isScalar } from 'yaml';
import type { ReadMetadata } from '../result.js';
import { Unreadable } from '../result.js';
import { Construction } from './construct.js';
import { parseDocument } from './document.js';
import { DuplicateKeys } from './duplicate-keys.js';
import { Resolution } from './resolve.js';

/**
 * Reads any YAML text.
 *
 * @throws Unreadable where PyYAML's safe loader raises, or a limit is met
 */
export function readFully(text: string): ReadMetadata {
  const { contents, directives } = parseDocument(text);
  if (contents === null || (isNothing(contents) && directives.docStart !== true)) {
    throw new Unreadable('empty', 'the file holds an empty YAML document');
  }
  const duplicates = new DuplicateKeys(text);
  const document = new Construction(duplicates).value(new Resolution(text).resolve(contents));
  return { ok: true, document, warnings: duplicates.warnings() };
}

const isNothing = (node: unknown): boolean =>
  isScalar(node) && node.source === '' && node.anchor === undefined && node.tag === undefined && node.type === 'PLAIN';
