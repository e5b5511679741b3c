import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';
import { skipWithout } from '../skip-without.js';

/** Distributions install the modules for their own Python, which need not be the first on the path. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** Feeds a text to a Python script with one module imported, and gives what it prints. Throws where the script fails. */
function runPython(context: TestContext, module: string, script: string, input: string): string {
  const python = PYTHONS.find((candidate) => spawnSync(candidate, ['-c', `import ${module}`]).status === 0);
  if (python === undefined) return skipWithout(context, `a python3 with ${module}`);
  const { status, stdout, stderr } = spawnSync(python, ['-c', `import sys, json\nimport ${module}\n${script}`], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: 'utf8' },
  });
  if (status !== 0) throw new Error(stderr.trim().split('\n').slice(-8).join('\n'));
  return stdout;
}

/** What PyYAML's safe loader reads. */
export function readWithPyYaml(context: TestContext, text: string): unknown {
  return JSON.parse(runPython(context, 'yaml', 'json.dump(yaml.safe_load(sys.stdin.buffer.read()), sys.stdout)', text));
}

/** How many samples the reference parser of OpenMetrics finds. Throws where the text is not OpenMetrics. */
export function countOpenMetricsSamples(context: TestContext, text: string): number {
  const script =
    'print(sum(len(family.samples) for family in prometheus_client.openmetrics.parser.text_string_to_metric_families(sys.stdin.buffer.read().decode())))';
  return Number(runPython(context, 'prometheus_client.openmetrics.parser', script, text));
}
