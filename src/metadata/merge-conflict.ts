import { UnreadableError } from './result.js';
import { Positions } from './source-text.js';

/** The lines that git writes round the two sides of a conflict, and round their common ancestor. */
const SIDE = /^(?:<{7}|>{7}|\|{7})(?: |$)/m;
const MIDDLE = /^={7}$/gm;

/**
 * The error of a text that does not parse: the merge conflict in it, if there is one. A text that parses may hold such
 * lines as its content.
 */
export function conflictOr(error: UnreadableError, text: string): UnreadableError {
  const side = text.search(SIDE);
  const offset = side === -1 ? middleAtFault(error, text) : side;
  if (offset === undefined) return error;
  const message = 'the file holds a merge conflict; keep one side and remove the lines that git wrote';
  return new UnreadableError('merge-conflict', message, offset);
}

/** Where `=======` stands alone: it may be ordinary text, unless the error is in its line or the next. */
function middleAtFault(error: UnreadableError, text: string): number | undefined {
  if (error.offset === undefined) return undefined;
  const positions = new Positions(text);
  const { line } = positions.at(error.offset);
  for (const { index } of text.matchAll(MIDDLE)) {
    const middle = positions.at(index).line;
    if (middle === line || middle === line - 1) return index;
  }
  return undefined;
}
