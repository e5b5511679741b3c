import { writeSync } from 'node:fs';
import { compileQuery, QueryEvaluationError, QuerySyntaxError } from '../../src/index.js';

/** One attack: read from standard input, answered on standard output with what it cost. */
interface Attack {
  readonly query: string;
  readonly data: unknown;
  readonly cyclic: boolean;
  readonly hostile: boolean;
}

function isAttack(value: unknown): value is Attack {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'string';
}

function recordOf(attack: Attack): object {
  if (attack.cyclic) {
    const [data, other]: Record<string, unknown>[] = [{}, {}];
    Object.assign(data ?? {}, { self: data, other });
    Object.assign(other ?? {}, { self: other, other: data });
    return { data };
  }
  if (!attack.hostile) return { data: attack.data };
  class Instance {
    readonly secret = 1;
  }
  const data = { function: () => 1, instance: new Instance(), proxy: new Proxy(new Instance(), {}) };
  Object.defineProperty(data, 'getter', { enumerable: true, get: () => () => 1 });
  return { data };
}

function outcome(attack: Attack): unknown {
  try {
    const query = compileQuery(attack.query);
    return { value: query.evaluate(recordOf(attack)) };
  } catch (error) {
    if (error instanceof QuerySyntaxError) return { refused: error.message };
    if (error instanceof QueryEvaluationError) return { error: error.message };
    return { crash: String(error) };
  }
}

let input = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => (input += chunk));
process.stdin.on('end', () => {
  const attack: unknown = JSON.parse(input);
  if (!isAttack(attack)) throw new Error('no attack');
  compileQuery('data.a == 1').test({ data: {} });
  const start = process.cpuUsage();
  const result = outcome(attack);
  // Time of the processor, so that a machine with other work to do changes nothing.
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  const text = JSON.stringify({ result, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 });
  writeSync(1, text);
});
