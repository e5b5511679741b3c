import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/metadata/read.js';
import { caseTable } from './reference/case-table.js';
import { findPyYaml, NO_PYYAML, PyYaml } from './reference/pyyaml.js';
import { looseText } from './reference/loose-text.js';
import { typedJson } from './reference/typed-json.js';
import { metadataLikeText } from './reference/metadata-like-text.js';
import { yamlText } from './reference/yaml-text.js';

const RUNS = Number(process.env.FLEETQ_DIFFERENTIAL_RUNS ?? 1500);
const python = findPyYaml();

/** What PyYAML reads and fleetq refuses is refused for its layout, or as empty; never for a value. */
const REFUSALS = new Set(['syntax', 'empty', 'recursive-alias']);

describe('the real PyYAML', () => {
  let pyyaml: PyYaml | undefined;
  beforeAll(() => {
    if (python !== undefined) pyyaml = new PyYaml(python, 'pure');
  });
  afterAll(() => pyyaml?.close());

  it('reads the same values from any text', { timeout: 600_000 }, async ({ skip }) => {
    const reference = pyyaml ?? skip(NO_PYYAML);
    const tally = { same: 0, laxer: 0 };
    const text = fc.oneof(metadataLikeText, yamlText).filter((raw) => !raw.includes('\ufeff', 1));
    await fc.assert(
      fc.asyncProperty(text, async (raw) => {
        const bytes = Buffer.from(raw);
        const [expected, actual] = [await reference.read(bytes), await readMetadata(bytes)];
        if (!actual.ok && expected.value !== undefined) expect(REFUSALS).toContain(actual.error.code);
        if (actual.ok && expected.error !== undefined) tally.laxer += 1;
        if (!actual.ok || expected.value === undefined) return;
        expect(typedJson(actual.document)).toEqual(expected.value);
        tally.same += 1;
      }),
      { numRuns: RUNS },
    );
    expect(tally.same).toBeGreaterThan(RUNS / 10);
    // The library makes something of a few texts that are no YAML at all.
    expect(tally.laxer).toBeLessThan(RUNS / 200);
  });

  it('reads and refuses the same layouts', { timeout: 600_000 }, async ({ skip }) => {
    const reference = pyyaml ?? skip(NO_PYYAML);
    let read = 0;
    await fc.assert(
      fc.asyncProperty(looseText, async (raw) => {
        const bytes = Buffer.from(raw);
        const [expected, actual] = [await reference.read(bytes), await readMetadata(bytes)];
        if (actual.ok) read += 1;
        else if (actual.error.code === 'recursive-alias') return;
        expect(actual.ok ? typedJson(actual.document) : 'error').toEqual(expected.value ?? 'error');
      }),
      { numRuns: RUNS },
    );
    expect(read).toBeGreaterThan(RUNS / 10);
  });

  it('agrees with the table of layouts', async ({ skip }) => {
    const reference = pyyaml ?? skip(NO_PYYAML);
    for (const { text, value, error } of caseTable('layout')) {
      const answer = await reference.read(Buffer.from(String(text)));
      expect([text, answer.value ?? 'error']).toEqual([text, error === true ? 'error' : value]);
    }
  });

  it('agrees with the table of scalars', async ({ skip }) => {
    const reference = pyyaml ?? skip(NO_PYYAML);
    for (const { text, value, error } of caseTable('scalars')) {
      const answer = await reference.read(Buffer.from(`k: ${String(text)}\n`));
      expect([text, answer.value ?? 'error']).toEqual([
        text,
        error === true ? 'error' : ['mapping', [[['string', 'k'], value]]],
      ]);
    }
  });

  it('differs as the table of departures says', async ({ skip }) => {
    const reference = pyyaml ?? skip(NO_PYYAML);
    for (const { text, pyyaml: theirs, fleetq: ours } of caseTable('departures')) {
      const bytes = Buffer.from(String(text));
      const [answer, result] = [await reference.read(bytes), await readMetadata(bytes)];
      expect([text, answer.value ?? 'error']).toEqual([text, theirs]);
      expect([text, result.ok ? typedJson(result.document) : 'error']).toEqual([text, ours]);
    }
  });
});
