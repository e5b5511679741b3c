import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counted, countedOf, firstFew } from '../../src/text/plural.js';
import { PROJECT } from '../support/run-fleetq.js';

describe('numbers with a noun', () => {
  it.each([
    [0, '0 connectors'],
    [1, '1 connector'],
    [2, '2 connectors'],
    [2640, '2,640 connectors'],
  ])('%d', (count, text) => {
    expect(counted(count, 'connector')).toBe(text);
  });

  it.each([
    [1, 1, '1 of 1 connector'],
    [0, 1, '0 of 1 connector'],
    [1, 475, '1 of 475 connectors'],
    [500, 2640, '500 of 2,640 connectors'],
  ])('%d of %d', (count, whole, text) => {
    expect(countedOf(count, whole, 'connector')).toBe(text);
  });

  it('some nouns have a plural of their own', () => {
    expect([1, 2].map((count) => counted(count, 'patch', 'patches'))).toEqual(['1 patch', '2 patches']);
  });

  it('a list that is cut short says by how many', () => {
    expect(firstFew(Array.from({ length: 1_204 }, () => 'x'))).toBe('x, x, x and 1,201 more');
  });

  it('is decided in one place', () => {
    const source = join(PROJECT, 'src');
    const elsewhere = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== join('text', 'plural.ts'))
      .filter((file) => readFileSync(join(source, file), 'utf8').includes("? '' : 's'}"));
    // A difference of two dates is written as Python writes it.
    expect(elsewhere).toEqual([join('query', 'runtime', 'objects.ts')]);
  });
});
