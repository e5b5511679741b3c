import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Journal, readJournal, writeJournal } from '../../../src/migration/apply/journal.js';
import { temporaryFolder } from '../../support/temporary-fleet.js';

it('reads and writes the journal in the format of version 1, whose keys other versions know', () => {
  const folder = temporaryFolder();
  const stored =
    '{"version":1,"state":"committed","root":"/fleet","entries":[{"path":"a","staged":"new","kept":"old"},{"path":"b","staged":null,"kept":null}]}';
  const journal: Journal = {
    state: 'committed',
    root: '/fleet',
    entries: [
      { path: 'a', staged: 'new', backup: 'old' },
      { path: 'b', staged: null, backup: null },
    ],
  };
  writeJournal(folder, journal);
  expect(readFileSync(join(folder, 'journal.json'), 'utf8')).toBe(stored);
  writeFileSync(join(folder, 'journal.json'), stored);
  expect(readJournal(folder)).toEqual(journal);
});
