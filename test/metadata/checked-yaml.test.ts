import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { checkedYaml } from '../../src/metadata/checked-yaml.js';

const schema = z.strictObject({
  name: z.optional(z.string()),
  kind: z.optional(z.enum(['x', 'y'])),
  columns: z.optional(z.array(z.strictObject({ field: z.string() }))),
});

describe('checked YAML', () => {
  it('gives the value', async () => {
    expect(await checkedYaml('name: a\n', schema)).toEqual({ ok: true, value: { name: 'a' } });
  });

  it.each([
    ['a syntax error', 'name: [', 'line 1, column 8: flow sequence'],
    ['an empty file', '', 'the file holds no YAML document'],
    ['a wrong type', '# c\r\nname: 1\r\n', 'line 2, column 7: `name` should be a string'],
    [
      'a wrong type below',
      'columns:\n  - field: a\n  - field: 1\n',
      'line 3, column 12: `columns.1.field` should be a string',
    ],
    ['a missing key', 'columns:\n  - {}\n', 'line 2, column 5: `columns.0.field` should be a string'],
    ['a word that is none of the choices', 'kind: z', 'line 1, column 7: `kind` should be one of x, y'],
    ['a list for a mapping', '[]', 'line 1, column 1: the document should be an object'],
  ])('says where %s is', async (_, text, problem) => {
    const result = await checkedYaml(text, schema);
    expect(!result.ok && result.problem).toContain(problem);
  });

  it('names the unknown key', async () => {
    expect(await checkedYaml('columns:\n  - field: a\n    "titel": b\n', schema)).toEqual({
      ok: false,
      problem: 'line 3, column 5: unknown key `titel`',
      unknownKey: 'titel',
    });
  });
});
