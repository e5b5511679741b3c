import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareRoom } from '../../src/output/share-room.js';
import { cellVariants } from '../../src/output/fit-columns.js';
import { barCell, baseImageCell, imageCell, valueCell } from '../../src/output/views/cells.js';

const DIGEST = `sha256:${'c44839ba'.repeat(8)}`;
const onTerminal = (address: string): readonly string[] => cellVariants(imageCell(address), false).texts;

describe('an image address', () => {
  it.each<[string, readonly string[]]>([
    [`docker.io/airbyte/base:2.0.0@${DIGEST}`, ['airbyte/base:2.0.0@sha256:c44839bac448', 'airbyte/base:2.0.0']],
    [`airbyte/base:2.0.0@${DIGEST}`, ['airbyte/base:2.0.0@sha256:c44839bac448', 'airbyte/base:2.0.0']],
    [`ghcr.io/a/base:1@${DIGEST}`, ['ghcr.io/a/base:1@sha256:c44839bac448', 'ghcr.io/a/base:1']],
    ['docker.io/airbyte/base:2.0.0', ['airbyte/base:2.0.0 (no digest)']],
    [`docker.io/airbyte/base@${DIGEST}`, ['airbyte/base@sha256:c44839bac448', 'airbyte/base']],
    ['docker.io/airbyte/base', ['airbyte/base (no tag)']],
    ['airbyte/base:2.0.0@sha256:c44839', ['airbyte/base:2.0.0@sha256:c44839']],
  ])('%s', (address, texts) => {
    expect(onTerminal(address)).toEqual(texts);
    expect(cellVariants(imageCell(address), true).texts[0]).toBe(address);
    expect(imageCell(address).text).toBe(address);
  });

  it('is its tag alone where a row is about a connector and there is no room', () => {
    expect(cellVariants(baseImageCell(`docker.io/airbyte/base:2.0.0@${DIGEST}`), false).texts.at(-1)).toBe('2.0.0');
    expect(cellVariants(baseImageCell('docker.io/airbyte/base:2.0.0'), false).texts.at(-1)).toBe('2.0.0 (no digest)');
  });

  it('is recognised in any field of the metadata', () => {
    expect(cellVariants(valueCell(`airbyte/base:1@${DIGEST}`), false).texts[0]).toBe(
      'airbyte/base:1@sha256:c44839bac448',
    );
    expect(cellVariants(valueCell('airbyte/base:1'), false).texts).toEqual(['airbyte/base:1']);
  });
});

describe('a bar', () => {
  it.each([
    [0, '░░░░░░░░░░   0.0%'],
    [0.0001, '█░░░░░░░░░   0.1%'],
    [0.02, '█░░░░░░░░░   2.0%'],
    [0.5, '█████░░░░░  50.0%'],
    [0.978, '█████████░  97.8%'],
    [0.9999, '█████████░  99.9%'],
    [1, '██████████ 100.0%'],
  ])('%d', (share, shown) => {
    expect(barCell(share).shown).toBe(shown);
  });
});

describe('room that columns share', () => {
  const column = (cells: readonly number[], title = 4) => ({
    width: Math.max(title, ...cells),
    cells,
    title,
    yields: false,
    least: 6,
  });

  it('one long value does not cost the neighbour what all its rows hold', () => {
    const uuids = Array<number>(20).fill(36);
    const outlier = [...Array<number>(19).fill(10), 300];
    expect(shareRoom([column(uuids), column(outlier)], 80)).toEqual([36, 44]);
  });

  it('short texts stay whole beside long ones', () => {
    const rows = (width: number) => Array<number>(9).fill(width);
    expect(shareRoom([column(rows(9)), column(rows(70)), column(rows(13))], 60)).toEqual([9, 38, 13]);
  });

  it('fills the room exactly wherever there is too much, and gives no column more than it holds', () => {
    const columns = fc.array(fc.array(fc.nat(200), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(columns, fc.integer({ min: 8, max: 200 }), (all, room) => {
        const crowded = all.map((cells) => column(cells));
        const needed = crowded.reduce((sum, { width }) => sum + width, 0);
        const widths = shareRoom(crowded, room);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBe(Math.min(needed, room));
        for (const [at, width] of widths.entries()) expect(width).toBeLessThanOrEqual(crowded[at]?.width ?? 0);
      }),
    );
  });
});
