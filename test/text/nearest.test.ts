import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearest } from '../../src/text/nearest.js';

const COMMANDS = ['list', 'show', 'stats', 'fields', 'queries', 'migrate'];
const OPTIONS = ['--name', '--no-cache', '--support-level', '--metadata-query', '--metadata-changes-only'];
const CONNECTORS = ['source-aha', 'source-woocommerce', 'source-google-ads', 'source-y', 'destination-vault'];
const FIELDS = ['data.name', 'data.tags', 'data.supportLevel', 'data.releases'];

it.each<[string, readonly string[], string | undefined]>([
  ['lst', COMMANDS, 'list'],
  ['lsit', COMMANDS, 'list'],
  ['LIST', COMMANDS, 'list'],
  ['field', COMMANDS, 'fields'],
  ['quer', COMMANDS, 'queries'],
  ['mig', COMMANDS, 'migrate'],
  ['--supportLevel', OPTIONS, '--support-level'],
  ['--support_level', OPTIONS, '--support-level'],
  ['--support', OPTIONS, '--support-level'],
  ['--meta', OPTIONS, undefined],
  ['--nmae', OPTIONS, '--name'],
  ['deploy', COMMANDS, undefined],
  ['x', COMMANDS, undefined],
  ['', COMMANDS, undefined],
  ['list', [], undefined],
  ['source-zzz', CONNECTORS, undefined],
  ['source-x', CONNECTORS, undefined],
  ['source-bigquery', CONNECTORS, undefined],
  ['source-google-zzz', CONNECTORS, undefined],
  ['destination-aha', CONNECTORS, undefined],
  ['source-ahs', CONNECTORS, 'source-aha'],
  ['source-wocommerce', CONNECTORS, 'source-woocommerce'],
  ['sorce-woocommerce', CONNECTORS, 'source-woocommerce'],
  ['source_google_ads', CONNECTORS, 'source-google-ads'],
  ['data.zzzzz', FIELDS, undefined],
  ['data.nme', FIELDS, 'data.name'],
  ['data.suportLevl', FIELDS, 'data.supportLevel'],
  ['--xyz', OPTIONS, undefined],
  ['--game', OPTIONS, '--name'],
  ['shout', COMMANDS, undefined],
])('%j', (written, known, meant) => {
  expect(nearest(written, known)).toBe(meant);
});

it('never offers a word of which most letters are others', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 5 }), (written, known) => {
      const meant = nearest(written, known);
      if (meant === undefined || meant.startsWith(written) || isSwap(written, meant)) return;
      expect(distance(written, meant) * 2).toBeLessThanOrEqual(Math.max(written.length, meant.length));
    }),
  );
});

const isSwap = (a: string, b: string): boolean => distance(a, b) === 2 && a.length === b.length;
