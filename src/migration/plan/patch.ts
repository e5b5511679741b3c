import { structuredPatch } from 'diff';
import { decodeExactly } from '../edits/text-edit.js';
import type { FileEdit } from '../files.js';

const CONTEXT_LINES = 3;

/** The edits as one patch for `git apply`, in their order. */
export function patchOf(edits: readonly FileEdit[]): string {
  return edits.map(fileDiff).join('');
}

function fileDiff({ path, before, after }: FileEdit): string {
  const old = textOf(before);
  const next = textOf(after);
  if (old === next && before !== null && after !== null) return '';
  const [a, b] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  const lines = [`diff --git ${a} ${b}`];
  if (before === null) lines.push('new file mode 100644');
  // git needs a mode to see a deletion, and only warns where the file has another one.
  if (after === null) lines.push('deleted file mode 100644');
  const { hunks } = structuredPatch(path, path, old, next, undefined, undefined, { context: CONTEXT_LINES });
  if (hunks.length > 0)
    lines.push(`--- ${before === null ? '/dev/null' : a}`, `+++ ${after === null ? '/dev/null' : b}`);
  for (const hunk of hunks) {
    lines.push(`@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`, ...hunk.lines);
  }
  return `${lines.join('\n')}\n`;
}

/** Before an empty range stands the line after which it lies. */
function range(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

function textOf(bytes: Uint8Array | null): string {
  return bytes === null ? '' : (decodeExactly(bytes) ?? Buffer.from(bytes).toString('latin1'));
}

/** As git writes names that hold quotes, backslashes, control characters or bytes beyond ASCII. */
function quoted(path: string): string {
  if (!/["\\\x00-\x1f\x7f-\uffff]/.test(path)) return path;
  const bytes = [...Buffer.from(path, 'utf8')].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
  });
  return `"${bytes.join('')}"`;
}
