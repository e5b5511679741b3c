import { readString } from '../values/python-string.js';

/** A column as somebody asks for it: `data.name`, or `Title=data.name` with a title of one's own. */
export interface TitledField {
  /** Absent where nobody gave one. */
  readonly title?: string;
  readonly field: string;
}

/**
 * Splits `Title=field` at its first equals sign that stands alone, outside of brackets: `data['a=b']`, `f(x=1)` and
 * `a == b` have no title. A title with brackets that do not close, or with commas, stands in quotes.
 */
export function readTitledField(written: string): TitledField {
  const text = written.trim();
  const quoted = QUOTED_TITLE.exec(text);
  if (quoted !== null) {
    const [whole, literal = ''] = quoted;
    return { title: readString(literal) ?? literal.slice(1, -1), field: text.slice(whole.length).trim() };
  }
  const end = endOfTitle(text);
  if (end === -1) return { field: text };
  return { title: text.slice(0, end).trim(), field: text.slice(end + 1).trim() };
}

const QUOTED_TITLE = /^("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')\s*=(?!=)/;

/** Where the equals sign behind a title stands; -1 where there is none. */
function endOfTitle(text: string): number {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== '') {
      if (character === '\\') index++;
      else if (character === quote) quote = '';
    } else if (depth > 0 && (character === '"' || character === "'")) quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
    else if (character === '=' && depth === 0) return isComparison(text, index) ? -1 : index;
  }
  return -1;
}

function isComparison(text: string, index: number): boolean {
  return text[index + 1] === '=' || '=!<>'.includes(text[index - 1] ?? ' ');
}
