import type { Formatter } from '../format.js';
import { tableIn } from '../view.js';
import { detailsText } from './details.js';
import { tableText } from './table-text.js';

/** Columns of text without lines around them, or things in full: made to fit a terminal, whole in a pipe. */
export const table: Formatter = (view, options) =>
  view.details === undefined
    ? tableText(tableIn(view), options)
    : detailsText(view.details(options.width === undefined), options);
