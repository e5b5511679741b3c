import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type FoundCustomization, summaryOf } from '../../../../src/migration/dockerfile/customization.js';
import { analyzeDockerfile } from '../../../../src/migration/dockerfile/customizations.js';
import { baseImage } from '../../support/base-image.js';

const Table = z.strictObject({
  /** Of the base image. */
  version: z.string(),
  source: z.string(),
  instructions: z.array(z.string()),
  entries: z.array(
    z.strictObject({
      of: z.array(z.string()).min(1),
      instructions: z.array(z.number()),
      lost: z.array(z.string()),
      buildPackages: z.array(z.string()).default([]),
      python: z.string().optional(),
      /** What the reviewer says. */
      word: z.string(),
    }),
  ),
});

describe.each([
  ['november-2023.yaml', 258],
  ['migrated.yaml', 284],
])('the real Dockerfiles of %s', (name, count) => {
  const table = Table.parse(parse(readFileSync(new URL(name, import.meta.url), 'utf8')));

  it.each(table.entries)('$of.0: $word', ({ instructions, lost, buildPackages, python }) => {
    const file = instructions.map((number) => table.instructions[number]).join('\n');
    const analysis = analyzeDockerfile(file, 'source_x', baseImage(table.version));
    const named = (found: readonly FoundCustomization[]): readonly string[] =>
      found.map(({ line, customization }) => `${line}: ${summaryOf(customization)}`);
    expect({
      lost: named(analysis.customizations),
      buildPackages: named(analysis.buildPackages),
      python: analysis.python?.dockerfile,
    }).toEqual({ lost, buildPackages, python });
  });

  it('are all there, each once', () => {
    const paths = table.entries.flatMap(({ of }) => of);
    expect(paths).toHaveLength(count);
    expect(new Set(paths).size).toBe(count);
  });
});

it('what real maintainers migrated as it was is refused where only they could know', () => {
  const table = Table.parse(parse(readFileSync(new URL('migrated.yaml', import.meta.url), 'utf8')));
  const refused = table.entries.filter(({ lost }) => lost.length > 0).flatMap(({ of }) => of);
  expect(refused.sort()).toEqual([
    'connectors/destination-chroma',
    'connectors/destination-cumulio',
    'connectors/destination-milvus',
    'connectors/destination-pinecone',
    'connectors/destination-qdrant',
    'connectors/destination-weaviate',
    'connectors/source-zendesk-chat',
  ]);
});
