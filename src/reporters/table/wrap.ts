import { wrapAnsi } from 'fast-wrap-ansi';

/** The text in lines of at most so many terminal columns, broken between words where there are any. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true }).split('\n');
}
