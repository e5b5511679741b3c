import { compileQuery, QueryEvaluationError, QuerySyntaxError, type PlainValue } from '../../../src/index.js';

/** What the reference answered. */
export interface Reference {
  readonly value?: unknown;
  readonly repr?: string;
  readonly error?: string;
  readonly message?: string;
  readonly skip?: string;
}

/** What the query language answered. */
export interface Answer {
  readonly value?: unknown;
  readonly repr?: string;
  readonly error?: string;
  readonly code?: string;
}

/** A value with its kind written next to it, as the reference writes it; integers and floats compare by their repr. */
export function tagged(value: PlainValue): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return ['number', Number(value)];
  if (typeof value === 'string') return ['str', Array.from(value, (c) => c.codePointAt(0))];
  if (value instanceof Date) return ['date', String(value.getTime())];
  if (Array.isArray(value)) return ['list', value.map(tagged)];
  if (value instanceof Set) return ['set', sortedByText([...value].map(tagged))];
  if (value instanceof Map) return ['dict', [...value].map(([key, item]) => [tagged(key), tagged(item)])];
  return ['dict', Object.entries(value).map(([key, item]) => [tagged(key), tagged(item)])];
}

/** The reference's numbers in the same form. */
function plainNumbers(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const parts: readonly unknown[] = value;
  const [kind, content] = parts;
  if (kind === 'int' || kind === 'float') return ['number', pythonNumber(String(content))];
  if (kind === 'str' || kind === 'date' || kind === 'other') return value;
  if (kind === 'set' && Array.isArray(content)) return ['set', sortedByText(content.map(plainNumbers))];
  return value.map(plainNumbers);
}

function pythonNumber(text: string): number {
  if (text === 'inf') return Infinity;
  return text === '-inf' ? -Infinity : Number(text);
}

function sortedByText(items: readonly unknown[]): unknown[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

export function answerOf(query: string, data: unknown): Answer {
  try {
    const compiled = compileQuery(query, { names: ['data'] });
    const value = tagged(compiled.evaluate({ data }));
    const outcome = compiled.trace({ data })[0]?.outcome;
    return outcome?.kind === 'value' ? { value, repr: outcome.text } : { value };
  } catch (error) {
    if (error instanceof QuerySyntaxError || error instanceof QueryEvaluationError)
      return { error: error.message, code: error.code };
    throw error;
  }
}

/** True where the order of a set, or where a thing lies in memory, shows in the text. */
function isArbitrary(repr: string): boolean {
  return /[{<]/.test(repr) && (/<[\w.]+ object|<\w+>/.test(repr) || /\{(?!\})(?!.*: )/.test(repr));
}

/** Null where both agree, or what they answered. */
export function disagreement(reference: Reference, answer: Answer): string | null {
  if (reference.skip !== undefined) return null;
  if (reference.error !== undefined) {
    return answer.error !== undefined
      ? null
      : `reference: ${reference.error} ${reference.message ?? ''}, ours: ${answer.repr ?? JSON.stringify(answer.value)}`;
  }
  if (answer.error !== undefined)
    return `reference: ${reference.repr ?? JSON.stringify(reference.value)}, ours: ${answer.error}`;
  const [theirs, ours] = [JSON.stringify(plainNumbers(reference.value)), JSON.stringify(answer.value)];
  if (theirs !== ours) return `reference: ${reference.repr ?? theirs}, ours: ${answer.repr ?? ours}`;
  if (
    reference.repr === undefined ||
    answer.repr === undefined ||
    isArbitrary(reference.repr) ||
    // Also a set of texts that look like mappings.
    theirs.includes('["set",') ||
    reference.repr === answer.repr
  )
    return null;
  return `reference: ${reference.repr}, ours: ${answer.repr}`;
}
