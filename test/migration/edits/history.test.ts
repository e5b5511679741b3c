import { expect, it } from 'vitest';
import { readMetadata } from '../../../src/metadata/read.js';
import { editMetadata } from '../../../src/migration/edits/metadata.js';
import { decodeExactly } from '../../../src/migration/edits/text-edit.js';
import { raisePatch } from '../../../src/migration/versions.js';
import { valueAt } from '../../../src/values/path.js';
import { isMapping } from '../../../src/values/value.js';
import { versionsIn } from '../../metadata/reference/versions.js';

const IMAGE = `docker.io/airbyte/python-connector-base:9.9.9@sha256:${'a'.repeat(64)}`;

/** Versions of one file differ little: every tenth of thousands tells as much as all. */
const STEP = 10;

const source = process.env.FLEETQ_HISTORY_BUNDLE;

it(
  'edits real metadata in place, whatever its shape, and adds three lines at the most',
  { timeout: 600_000 },
  async ({ skip }) => {
    if (source === undefined)
      return skip('FLEETQ_HISTORY_BUNDLE names no git bundle or repository with metadata.yaml files');
    const refused: string[] = [];
    let number = 0;
    let edited = 0;
    for await (const { blob, bytes } of versionsIn(source)) {
      if (number++ % STEP !== 0) continue;
      const text = decodeExactly(bytes) ?? '';
      const before = await readMetadata(bytes);
      const version =
        before.ok && isMapping(before.document) ? valueAt(before.document, 'data.dockerImageTag') : undefined;
      const raised = typeof version === 'string' ? raisePatch(version) : null;
      if (typeof version !== 'string' || raised?.ok !== true) continue;
      const result = await editMetadata(text, 'data', {
        baseImage: IMAGE,
        version: { from: version, to: raised.version },
      });
      if (!result.ok) {
        refused.push(`${blob}: ${result.reason}`);
        continue;
      }
      edited += 1;
      const old = new Set(text.split('\n'));
      expect(result.text.split('\n').filter((line) => !old.has(line)).length, blob).toBeLessThanOrEqual(3);
    }
    expect(refused).toEqual([]);
    expect(edited).toBeGreaterThan(1_000);
  },
);
