import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileQuery, QueryEvaluationError, QuerySyntaxError, type PlainValue } from '../../src/index.js';
import { readMetadata } from '../../src/metadata/read.js';
import { parse } from 'yaml';

interface Case {
  readonly query: string;
  readonly gives?: unknown;
  readonly repr?: string;
  readonly error?: string;
  readonly refused?: string;
  readonly missing?: 'none';
  readonly now?: string;
  readonly why?: string;
}

const folder = fileURLToPath(new URL('cases/', import.meta.url));

/** A plain value as a table writes it. */
function written(value: PlainValue): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(written);
  if (value instanceof Set) return { set: [...value].map(written) };
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [JSON.stringify(key), written(item)]));
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item)]))
    : value;
}

function outcome({ query, missing, now, repr }: Case, data: unknown): unknown {
  try {
    const compiled = compileQuery(query, {
      missing: missing ?? 'error',
      ...(now === undefined ? {} : { now: new Date(now) }),
    });
    if (repr === undefined) return { gives: written(compiled.evaluate({ data })) };
    // A constant has no trace of its own, a list around it has.
    const shown = compileQuery(`[${query.startsWith('(') || !query.includes(',') ? query : `(${query})`}]`).trace({
      data,
    })[0]?.outcome;
    return { repr: shown?.kind === 'value' ? shown.text.slice(1, -1) : shown };
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { refused: error.code };
    if (error instanceof QueryEvaluationError) return { error: error.code };
    throw error;
  }
}

function expected({ gives, repr, error, refused }: Case): unknown {
  if (refused !== undefined) return { refused };
  if (error !== undefined) return { error };
  return repr === undefined ? { gives } : { repr };
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', async (name) => {
  const text = readFileSync(folder + name, 'utf8');
  const cases = (parse(text) as readonly (Case & { data?: unknown })[]).filter((entry) => 'query' in entry);
  // The record is read as metadata is, so that dates and large numbers are what they are there.
  const first = text.split('\n', 1)[0]?.slice(2) ?? '';
  const read = await readMetadata(new TextEncoder().encode(first));
  const data =
    read.ok && typeof read.document === 'object' && read.document !== null && 'data' in read.document
      ? read.document.data
      : {};

  it.each(cases)('$query', (entry) => {
    expect(outcome(entry, data)).toEqual(expected(entry));
  });

  it('means the same when written out with all its brackets', () => {
    for (const entry of cases.filter(({ refused }) => refused === undefined)) {
      const described = compileQuery(entry.query).describe();
      expect(compileQuery(described).describe(), entry.query).toBe(described);
      if (entry.repr === undefined)
        expect(outcome({ ...entry, query: described }, data), described).toEqual(expected(entry));
    }
  });
});
