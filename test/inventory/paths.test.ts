import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/fleet/config.js';
import { workTree } from '../../src/fleet/file-tree.js';
import { scanFleet } from '../../src/fleet/scan.js';
import { collectFields, pathPart } from '../../src/inventory/field-stats.js';
import { fieldNamed } from '../../src/selection/fields.js';
import { EXAMPLE_FLEET } from '../support/run-fleetq.js';

describe('keys that are data', () => {
  it.each([
    '1.0.0',
    'v2.1',
    '1.0.0-rc.1',
    '5',
    '2024-10-01',
    'dd5ea8d4-4d3c-4d3b-9c3d-0123456789ab',
    'd41d8cd98f00b204e9800998ecf8427e',
    `sha256:${'0'.repeat(64)}`,
  ])('%s', (key) => {
    expect(pathPart(key)).toBe('*');
  });

  it.each(['a', 'ab_internal', 'oss', 'v', 'v2', 'x1.0', 'deadbeef', '__proto__', '', 'a.b', '1x'])('not %s', (key) => {
    expect(pathPart(key)).toBe(key);
  });

  it('are also those that are no strings', () => {
    for (const key of [null, true, 1, 1n]) expect(pathPart(key)).toBe('*');
  });
});

describe('the law of paths', () => {
  it('every path that a survey prints can be asked for, and reaches the connectors that it counted', async () => {
    const { connectors } = await scanFleet(workTree(EXAMPLE_FLEET), DEFAULT_CONFIG);
    const fields = collectFields(connectors).filter(({ depth }) => depth > 0);
    expect(fields.length).toBeGreaterThan(25);
    for (const { path, connectors: counted } of fields) {
      const field = fieldNamed(path);
      expect([path, connectors.filter((connector) => field.valuesOf(connector).length > 0).length]).toEqual([
        path,
        counted,
      ]);
    }
  });
});
