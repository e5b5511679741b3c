import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvaluationFault } from '../../../src/query/errors.js';
import { DEFAULT_LIMITS } from '../../../src/query/limits.js';
import { Meter, RunBudget } from '../../../src/query/meter.js';
import { floatText } from '../../../src/query/runtime/number-digits.js';
import { floatArithmetic, floatOf, integerArithmetic, integerOf } from '../../../src/query/runtime/numbers.js';
import type { RuntimeValue } from '../../../src/query/runtime/runtime-value.js';
import { hasPython, PythonServer } from '../../support/python.js';

const RUNS = Math.max(20_000, Number(process.env.FLEETQ_DIFFERENTIAL_RUNS ?? 0));
const SEED = process.env.FLEETQ_DIFFERENTIAL_SEED;

/** A float as text, an integer as a number: `2.0 ** 3` is another power than `2 ** 3`. */
type Operand = string | number;

const asFloat = (value: number): string => (Object.is(value, -0) ? '-0.0' : String(value));
const float = (constraints: fc.DoubleConstraints): fc.Arbitrary<string> => fc.double(constraints).map(asFloat);
const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -9, max: 3 }))
  .map(([digits, exponent]) => asFloat(Number(`${digits}e${exponent}`)));
const special = fc.constantFrom('0.0', '-0.0', '1.0', '-1.0', 'Infinity', '-Infinity', 'NaN', '5e-324', '-5e-324');
/** An exponent with which the power of a base is near the smallest floats, where they are rounded twice if one is careless. */
const nearSmallest = fc
  .tuple(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.double({ min: -1080, max: -1015, noNaN: true }))
  .map(([base, bits]): readonly [Operand, Operand] => [asFloat(base), asFloat((bits * Math.LN2) / Math.log(base))]);

const powers: fc.Arbitrary<readonly [Operand, Operand]> = fc.oneof(
  fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -330, max: 60 })),
  fc.tuple(fc.integer(), fc.integer({ min: -40, max: 4 })),
  fc.tuple(decimal, fc.oneof(decimal, fc.integer({ min: -60, max: 60 }))),
  fc.tuple(float({ min: 0, max: 100 }), float({ min: -50, max: 50 })),
  fc.tuple(float({}), float({ min: -3, max: 3 })),
  fc.tuple(float({}), float({})),
  fc.tuple(float({ min: -2.2e-308, max: 2.2e-308 }), float({ min: -1.5, max: 1.5 })),
  fc.tuple(float({ min: 0.999999, max: 1.000001 }), float({ min: -1e9, max: 1e9 })),
  fc.tuple(fc.oneof(special, decimal), fc.oneof(special, decimal, fc.integer({ min: -9, max: 9 }))),
  nearSmallest,
);

function ours([base, exponent]: readonly [Operand, Operand]): string {
  try {
    if (typeof base === 'number' && typeof exponent === 'number') {
      const meter = new Meter(DEFAULT_LIMITS, new RunBudget(Infinity));
      return text(integerArithmetic('**', base, exponent, meter));
    }
    return text(floatArithmetic('**', Number(base), Number(exponent)));
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    if (error.code === 'overflow') return 'OverflowError';
    return error.code === 'zero-division' ? 'ZeroDivisionError' : error.code === 'value' ? 'complex' : error.code;
  }
}

/** What is no real number, Python computes as a complex one, which may be too large. */
function bothFail({ python, ours }: { readonly python: string; readonly ours: string }): boolean {
  return ours === 'complex' && python === 'OverflowError';
}

function text(value: RuntimeValue): string {
  const float = floatOf(value);
  return float === null ? String(integerOf(value)) : floatText(float);
}

describe.skipIf(!hasPython('json'))("C's pow", () => {
  let server: PythonServer;

  beforeAll(async () => {
    server = new PythonServer(fileURLToPath(new URL('power_server.py', import.meta.url)));
    await server.greeting();
  });
  afterAll(() => {
    server.stop();
  });

  it(`gives the same for ${RUNS} fresh powers, to the last bit`, { timeout: 60_000 + RUNS }, async () => {
    const pairs = fc.sample(powers, { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) });
    const theirs = await server.ask(pairs);
    if (!Array.isArray(theirs)) throw new Error(JSON.stringify(theirs));
    const different = pairs
      .map((pair, index) => ({ pair, python: String(theirs[index]), ours: ours(pair) }))
      .filter((answer) => answer.python !== answer.ours && !bothFail(answer));
    expect(different).toEqual([]);
    expect(theirs).toHaveLength(RUNS);
    expect(theirs.filter((answer) => String(answer).includes('.')).length).toBeGreaterThan(RUNS / 3);
  });
});
