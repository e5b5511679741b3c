import { isUtf8 } from 'node:buffer';

/** One NUL-terminated record of git's `-z` output. */
export interface GitRecord {
  readonly text: string;
  /** False where the bytes are not UTF-8: the text then holds U+FFFD, as Node's own listing of a folder does. */
  readonly faithful: boolean;
}

/** The records of git's `-z` output. File names are bytes to git and may be anything but NUL. */
export function recordsOf(output: Buffer): readonly GitRecord[] {
  // Nearly always everything is UTF-8, and decoding once is several times as fast as record by record.
  if (isUtf8(output))
    return output
      .toString()
      .split('\0')
      .slice(0, -1)
      .map((text) => ({ text, faithful: true }));
  const records: GitRecord[] = [];
  for (let start = 0, end = output.indexOf(0); end !== -1; start = end + 1, end = output.indexOf(0, start)) {
    const bytes = output.subarray(start, end);
    records.push({ text: bytes.toString(), faithful: isUtf8(bytes) });
  }
  return records;
}
