import { CST } from 'yaml';
import { closingQuote } from '../quoted-scalar.js';
import { UnreadableError } from '../result.js';

/** A piece of a text, or a control character of the YAML library. */
export interface Lexeme {
  readonly source: string;
  /** Where it stands in the text. One that is inserted is not in the text, and stands where the next one does. */
  readonly offset: number;
}

/** Stands for a value that is left out, where the library would not see that. */
export function* emptyScalar(offset: number): Generator<Lexeme, void> {
  yield { source: CST.SCALAR, offset };
  yield { source: '', offset };
}

/**
 * The offset after the quote that closes the value at `start`.
 *
 * @throws UnreadableError if none does
 */
export function endOfQuoted(text: string, start: number): number {
  const close = closingQuote(text, start + 1, text.charCodeAt(start));
  if (close !== -1) return close + 1;
  throw new UnreadableError('syntax', `missing closing ${text.charAt(start)} of a quoted value`, start);
}
