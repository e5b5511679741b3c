import { escapeControlLines } from '../../text/escape-control.js';
import type { Json } from '../../values/to-text.js';
import type { Formatter } from '../format.js';
import { itemsIn } from '../view.js';

export const json: Formatter = (view, { run }) => `${jsonText(view.document(itemsIn(view), run), 2)}\n`;

/** One item a line. */
export const ndjson: Formatter = (view) =>
  itemsIn(view)
    .map((item) => `${jsonText(item)}\n`)
    .join('');

/** One line for `strategy.matrix: ${{ fromJSON(...) }}`. An empty `include` makes GitHub fail, so callers test for it first. */
export const ghMatrix: Formatter = (view) => `${jsonText({ include: itemsIn(view) })}\n`;

/** Characters that JSON allows and a terminal obeys are written as escapes, which is the same JSON. */
function jsonText(value: Json, indent?: number): string {
  return escapeControlLines(JSON.stringify(value, null, indent));
}
