import { describe, expect, it } from 'vitest';
import { parseFull } from '../../src/metadata/yaml-parser/parser.js';
import { parseFast } from '../../src/metadata/fast-parser/parser.js';
import { readMetadata } from '../../src/metadata/read.js';
import type { ReadMetadata } from '../../src/metadata/result.js';
import { decodeText } from '../../src/metadata/source-text.js';
import { findPyYaml, NO_PYYAML, PyYaml } from './reference/pyyaml.js';
import { typedJson } from './reference/typed-json.js';
import { versionsIn } from './reference/versions.js';

const NO_HISTORY = 'FLEETQ_HISTORY_BUNDLE names no git bundle or repository with metadata.yaml files';

const encode = ({ document, warnings }: ReadMetadata): string => JSON.stringify([typedJson(document), warnings]);

const source = process.env.FLEETQ_HISTORY_BUNDLE;

describe('every metadata.yaml in a history', () => {
  it('reads as PyYAML reads it', { timeout: 600_000 }, async ({ skip }) => {
    if (source === undefined) return skip(NO_HISTORY);
    const python = findPyYaml();
    if (python === undefined) return skip(NO_PYYAML);
    const pyyaml = new PyYaml(python, 'c');
    const different: unknown[] = [];
    let versions = 0;
    let fast = 0;
    for await (const { blob, bytes } of versionsIn(source)) {
      const expected = await pyyaml.read(bytes);
      const result = await readMetadata(bytes);
      const actual = result.ok ? typedJson(result.document) : result.error;
      versions += 1;
      if (parseFast(decodeText(bytes)) !== null) fast += 1;
      if (JSON.stringify(actual) !== JSON.stringify(expected.value)) different.push({ blob, expected, actual });
    }
    pyyaml.close();
    expect(versions).toBeGreaterThan(0);
    expect(different).toEqual([]);
    expect(fast / versions).toBeGreaterThan(0.99);
  });

  it('reads the same with the fast and the full parser', { timeout: 600_000 }, async ({ skip }) => {
    if (source === undefined) return skip(NO_HISTORY);
    const different: string[] = [];
    for await (const { blob, bytes } of versionsIn(source)) {
      const fast = parseFast(decodeText(bytes));
      if (fast !== null && encode(fast) !== encode(parseFull(decodeText(bytes)))) different.push(blob);
    }
    expect(different).toEqual([]);
  });
});
