import { Document, Scalar, type ScalarTag, type Tags, visit } from 'yaml';
import { escapeControl, escapeControlLines } from '../../text/escape-control.js';
import type { Json } from '../../values/to-text.js';
import type { Formatter } from '../format.js';
import { itemsIn } from '../view.js';
import { withFoldedStrings } from './folded-strings.js';

export const yaml: Formatter = (view, { run }) => yamlText(view.document(itemsIn(view), run));

/**
 * YAML 1.1, in which a string that looks like a date or a boolean is quoted, so that PyYAML reads back what was
 * written; what YAML 1.2 alone takes for a number (`0o7`) is quoted too. A string with something that a terminal
 * would obey is quoted, because only quotes have escapes.
 *
 * @param width columns that the lines are folded into; without it every value that has no line end is one line
 */
export function yamlText(value: Json, width?: number): string {
  const document = new Document(value, {
    version: '1.1',
    compat: 'core',
    customTags: (tags) => (width === undefined ? pyYamlTags(tags) : withFoldedStrings(pyYamlTags(tags), width)),
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && needsQuotes(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
  return escapeControlLines(text.replace(TAG_CHARACTERS, yamlEscape));
}

/** YAML 1.1 gives these two a meaning of their own, and PyYAML refuses a document that has them anywhere else. */
const SPECIAL = new Set(['<<', '=']);

/** Beyond the plane that `\u` reaches; the two escapes of JSON would be two characters here. */
const TAG_CHARACTERS = /[\u{e0000}-\u{e0fff}]/gu;

function yamlEscape(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}

function needsQuotes(text: string): boolean {
  const withoutLineEnds = text.replaceAll('\n', '');
  return (
    SPECIAL.has(text) ||
    BLANK_LINE.test(text) ||
    escapeControl(withoutLineEnds) !== withoutLineEnds ||
    escapeControlLines(text) !== text
  );
}

/** In a block the library loses its blanks. */
const BLANK_LINE = /^[ \t]+$/m;

/** With its tag for merge keys the library writes `<<` bare, whatever it is told. */
function pyYamlTags(tags: Tags): Tags {
  return [largeFloat, ...tags.filter((tag) => typeof tag === 'object' && tag.tag !== 'tag:yaml.org,2002:merge')];
}

/** To PyYAML `1e+300` is a string: a number with an exponent needs a point. */
const largeFloat: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  identify: (value) => typeof value === 'number' && String(value).includes('e'),
  test: /^-?\d+\.\d+e[-+]\d+$/,
  resolve: Number,
  stringify: ({ value }) => String(value).replace(/^(-?\d+)e/, '$1.0e'),
};
