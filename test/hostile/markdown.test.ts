import markdownIt from 'markdown-it';
import { expect, it } from 'vitest';
import { markdown } from '../../src/output/formats/markdown.js';
import { PIPE } from '../support/format-options.js';
import { viewOf } from '../support/view-of.js';

const reader = markdownIt({ html: true, linkify: true });
const rendered = (text: string): string => {
  const view = viewOf({ columns: [{ title: 'A' }], rows: [[{ text }]] });
  const html = reader.render(markdown(view, PIPE));
  return /<td>(.*)<\/td>/s.exec(html)?.[1] ?? '';
};

it.each([
  ['an image', '<img src=x onerror=1>', '&lt;img src=x onerror=1&gt;'],
  ['a link', '[a](javascript:x)', '[a](javascript:x)'],
  ['a picture', '![a](//x)', '![a](//x)'],
  ['a reference', '[a]: x', '[a]: x'],
  ['an address', 'https://x.example/a', 'https://x.example/a'],
  ['an address without a scheme', 'www.x.example', 'www.x.example'],
  ['another cell', 'a | b', 'a | b'],
  ['code', '`a`', '`a`'],
  ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['two lines', 'a\nb', 'a\\nb'],
  ['a comment', '<!-- a', '&lt;!-- a'],
  ['plain text', 'a: b/c www', 'a: b/c www'],
])('%s in a cell is text', (_title, text, expected) => {
  expect(rendered(text)).toBe(expected);
});
