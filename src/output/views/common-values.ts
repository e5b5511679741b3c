import type { FieldStats } from '../../inventory/field-stats.js';
import { scalarText } from '../../values/to-text.js';
import type { Scalar } from '../../values/value.js';
import type { Cell } from '../view.js';

const MOST = 5;
/** A longer value is cut, so that one of a thousand characters leaves room for the next. */
const LONGEST = 60;

/** `certified (55), community (400)`; where hardly two connectors agree, how many values there are, with an example. */
export function commonValuesCell({ values, connectors }: FieldStats): Cell {
  const [first] = values;
  if (first === undefined) return { text: '' };
  if (values.length > MOST && values.length * 2 > connectors)
    return { text: `${values.length} different, such as ${quoted(first.value)}` };
  const counted = values.slice(0, MOST).map(({ value, connectors: count }) => `${quoted(value)} (${count})`);
  const rest = values.length - counted.length;
  return { text: [...counted, ...(rest > 0 ? [`${rest} more`] : [])].join(', ') };
}

/** What a string may not look like without quotes: another type, or the end of the list. */
const NEEDS_QUOTES = /^$|[\s,()]|^[-+]?\d+(?:\.\d*)?$|^(?:true|false|null)$|^\d{4}-\d{2}-\d{2}/i;

/** Quotes where a text alone would look like something else. */
function quoted(value: Scalar): string {
  if (value === null) return 'null';
  const text = scalarText(value);
  const characters = Array.from(text);
  const cut = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
  return typeof value === 'string' && NEEDS_QUOTES.test(text) ? `"${cut}"` : cut;
}
