import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileQuery, QueryEvaluationError, QuerySyntaxError } from '../../src/index.js';

interface Mistake {
  readonly query: string;
  readonly says: string;
}

const mistakes = parse(
  readFileSync(fileURLToPath(new URL('mistakes.yaml', import.meta.url)), 'utf8'),
) as readonly Mistake[];
const data = { name: 'Source X', supportLevel: 'certified', tags: ['a'], ab_internal: { ql: 100 }, none: null };

function answer(query: string): string {
  try {
    return `a value: ${JSON.stringify(compileQuery(query).evaluate({ data, connector: {} }))}`;
  } catch (error) {
    if (error instanceof QuerySyntaxError || error instanceof QueryEvaluationError) return error.message;
    throw error;
  }
}

describe('common mistakes', () => {
  it.each(mistakes)('$query', ({ query, says }) => {
    expect(answer(query)).toBe(says);
  });

  it('groups undecided records by a reason without their values', () => {
    const decision = compileQuery("data.ql < 1 and data.name == 'a'").decide({ data: { ql: null } });
    expect(decision.outcome === 'undecided' && decision.error.reason).toBe(
      'cannot order `None` and an integer in `data.ql < 1`',
    );
    const missing = compileQuery('data.a.b').decide({ data: {} });
    expect(missing.outcome === 'undecided' && missing.error.reason).toBe('`data.a` is missing');
  });
});
