import { isAlias, isScalar } from 'yaml';
import type { Splice } from '../splice.js';
import { afterColon, spanOf, type PairNode } from './nodes.js';

/** Puts a text in the place of a scalar, in the quotes that stand there; null where no scalar stands there. */
export function replaceScalar(text: string, pair: PairNode, value: string): Splice | null {
  const colon = afterColon(pair);
  const node = pair.value;
  if (node === null) return colon === null ? null : { start: colon, end: colon, text: ` ${value}` };
  const span = spanOf(node);
  if (span === null || !(isScalar(node) || isAlias(node))) return null;
  if (span.start === span.end) return colon === null ? null : { start: colon, end: colon, text: ` ${value}` };
  const written = text.slice(span.start, span.end);
  return { start: span.start, end: span.end - lineEndsAfter(written), text: inQuotesOf(written, value) };
}

function inQuotesOf(written: string, value: string): string {
  if (written.startsWith('"')) return JSON.stringify(value);
  return written.startsWith("'") ? `'${value.replaceAll("'", "''")}'` : value;
}

/** A block scalar's text includes the line end after it, which is not the value's alone. */
function lineEndsAfter(written: string): number {
  return /^[|>]/.test(written) ? (/\r?\n\s*$/.exec(written)?.[0].length ?? 0) : 0;
}
