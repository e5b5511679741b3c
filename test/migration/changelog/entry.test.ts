import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  addChangelogEntry,
  changelogRow,
  fillPullRequest,
  hasPlaceholder,
} from '../../../src/migration/changelog/entry.js';
import { findChangelog } from '../../../src/migration/changelog/table.js';

const Cases = z.array(
  z.strictObject({ name: z.string(), page: z.string(), row: z.string().optional(), at: z.string().optional() }),
);
const cases = Cases.parse(parse(readFileSync(new URL('cases.yaml', import.meta.url), 'utf8')));

const ROW = '| 1.2.4 | 2023-11-22 | [7](https://github.com/airbytehq/airbyte/pull/7) | Done |';
const entry = { version: '1.2.4', date: '2023-11-22', pullRequest: 7, subject: 'Done' };

describe('a changelog row', () => {
  it.each(cases)('$name', ({ page, row = ROW, at }) => {
    const marked = at === undefined ? page : page.replace(at, `${at}@\n`);
    const before = marked.replace(/@(\r?\n)|\r?\n@$/, '');
    const added = addChangelogEntry(before, entry, '1.2.3');
    if (!marked.includes('@')) {
      expect(added).toEqual({ ok: false, reason: 'has no changelog table' });
      return;
    }
    expect(added).toEqual({ ok: true, text: marked.replace('@', () => row) });
  });

  it('escapes pipes, and takes the number later', () => {
    const page = '## Changelog\n\n| Version | Date | Pull Request | Subject |\n|---|---|---|---|\n';
    const added = addChangelogEntry(page, { ...entry, pullRequest: null, subject: 'a | b' }, '1.2.3');
    if (!added.ok) throw new Error(added.reason);
    const row = changelogRow(added.text, '1.2.4');
    expect(row && hasPlaceholder(row)).toBe(true);
    const filled = fillPullRequest(added.text, '1.2.4', 12);
    expect(filled).toBe(
      `${page}| 1.2.4 | 2023-11-22 | [12](https://github.com/airbytehq/airbyte/pull/12) | a \\| b |\n`,
    );
    expect(fillPullRequest(filled ?? '', '1.2.4', 13)).toBeNull();
  });

  it('never changes another byte, whatever the page holds', () => {
    const piece = fc.constantFrom(
      '| Version | Date | PR | Subject |',
      '|---|---|---|---|',
      '| 1.2.3 | a | b | c |',
      '1.2.3 | a',
      '## Changelog',
      '```',
      '<!--',
      '-->',
      '',
      '| | |',
      'x | y',
      '# Other',
      '\\|',
      '<details>',
      'é😀',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', '')), { maxLength: 12 }), (pieces) => {
        const page = pieces.map(([text, end]) => text + end).join('');
        const added = addChangelogEntry(page, entry, '1.2.3');
        if (!added.ok) return;
        const rest = added.text.length - page.length;
        let kept = 0;
        while (kept < page.length && page[kept] === added.text[kept]) kept++;
        expect(added.text.slice(0, kept) + added.text.slice(kept + rest)).toBe(page);
        expect(findChangelog(added.text, '1.2.4')).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
