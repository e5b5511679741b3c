import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { scaffoldHooks } from '../../../src/migration/build-customization.js';
import { type FoundCustomization, describeCustomization } from '../../../src/migration/dockerfile/customization.js';
import { analyzeDockerfile } from '../../../src/migration/dockerfile/customizations.js';
import { baseImage } from '../support/base-image.js';
import { pythonOrSkip } from '../support/python.js';

const Cases = z.array(
  z.strictObject({
    name: z.string(),
    /** The version of Airbyte's base image; an image that nobody knows without one. */
    image: z.string().optional(),
    file: z.string(),
    customizations: z.array(z.string()),
    buildPackages: z.array(z.string()).default([]),
  }),
);
const findCustomizations = (file: string): readonly FoundCustomization[] =>
  analyzeDockerfile(file, 'source_x').customizations;
const cases = Cases.parse(parse(readFileSync(new URL('cases.yaml', import.meta.url), 'utf8')));

describe('what a Dockerfile does beyond the common pattern', () => {
  it.each(cases)('$name', ({ image, file, customizations, buildPackages }) => {
    const analysis = analyzeDockerfile(file, 'source_x', image === undefined ? null : baseImage(image));
    const summaries = (found: readonly FoundCustomization[]): unknown =>
      found.map((one) => /\(([^()]*)\)$/.exec(describeCustomization(one))?.[1]);
    expect(summaries(analysis.customizations)).toEqual(customizations);
    expect(summaries(analysis.buildPackages)).toEqual(buildPackages);
  });

  it('names the place and the whole instruction', () => {
    const [customization] = findCustomizations('FROM python:3\n\nRUN apt-get \\\n  install libx\n');
    expect(customization && describeCustomization(customization)).toBe(
      'Dockerfile line 3: RUN apt-get install libx (system packages: libx)',
    );
  });
});

describe('the scaffold of hooks', () => {
  it('carries over environment and packages, and leaves the rest as to-dos', () => {
    const analysis = analyzeDockerfile(
      'FROM python:3\nENV A="x \\"y\\"" B=$A\nRUN apk add libx\nRUN apt-get install liby\nUSER me\n',
      'source_x',
    );
    const code = scaffoldHooks(analysis);
    expect(code).toContain('container = container.with_env_variable("A", "x \\"y\\"")');
    expect(code).toContain('install -y --no-install-recommends liby &&');
    expect(code).toMatch(/Debian; these names are from Alpine.*\n.* libx &&/);
    expect(code).toMatch(/async def post_connector_install.*\n.*\n.*line 2:\n.*ENV A.*\n.*line 5:\n.*USER me\n/);
    expect(code).not.toContain('"B"');
  });

  it('is Python with two async hooks, whatever the Dockerfile holds', (context) => {
    const python = pythonOrSkip(context);
    const piece = fc.constantFrom(
      'ENV A="a\\"b" C=\'d\'',
      'ENV N é\u2028x"\\',
      'RUN apt-get install -y a b',
      'RUN apk add "x y"',
      "RUN echo '''",
      'USER """',
      'COPY a\tb c',
      'RUN x \\\n y',
      'LABEL a=b',
      'FROM python:3.7 AS b',
      'FROM b',
      'COPY --from=b /install /usr/local',
      `RUN pip install --prefix=/install "a\u2028b" '"""'`,
      `ENTRYPOINT ["python", "/airbyte/integration_code/x'\\".py"]`,
      'ENTRYPOINT ["python", "/airbyte/integration_code/dev.py"]',
      `ENV AIRBYTE_IMPL_PATH="\\\\" AIRBYTE_IMPL_MODULE='"'`,
    );
    const files = fc.sample(fc.array(piece, { maxLength: 8 }), { numRuns: 120, seed: 7 });
    const scaffolds = files.map((lines) => scaffoldHooks(analyzeDockerfile(lines.join('\n'), 'source_x')));
    const check =
      'import ast,json,sys\nfor code in json.load(sys.stdin):\n  print([n.name for n in ast.parse(code).body if isinstance(n, ast.AsyncFunctionDef)])';
    const printed = execFileSync(python, ['-c', check], { input: JSON.stringify(scaffolds), encoding: 'utf8' });
    expect(new Set(printed.trim().split('\n'))).toEqual(
      new Set(["['pre_connector_install', 'post_connector_install']"]),
    );
  });
});
