import { execFileSync } from 'node:child_process';
import { type TestContext, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scaffoldHooks } from '../../src/migration/build-customization.js';
import { analyzeDockerfile } from '../../src/migration/dockerfile/customizations.js';
import { baseImage } from './support/base-image.js';
import { pythonOrSkip } from './support/python.js';

const MAIN_DEV = `FROM python:3.9-slim
ENV AIRBYTE_IMPL_MODULE="source_x"
ENV AIRBYTE_IMPL_PATH="SourceX"
ENV AIRBYTE_ENTRYPOINT "python /airbyte/integration_code/main_dev.py"
WORKDIR /airbyte/integration_code
COPY source_x ./source_x
COPY main_dev.py ./
RUN pip install .
ENTRYPOINT ["python", "/airbyte/integration_code/main_dev.py"]
`;

const COMPILED = `FROM python:3.10-slim as base
FROM base as builder
RUN apt-get update && apt-get install -y build-essential cmake g++ libffi-dev libstdc++6
RUN pip install --prefix=/install "Cython<3.0" --no-build-isolation
RUN pip install --prefix=/install .
FROM base
COPY --from=builder /install /usr/local
`;

/** What the build sees: the module's constant, and what its hooks do to a container. */
const Built = z.object({ main: z.string().nullable(), pre: z.array(z.unknown()), post: z.array(z.unknown()) });

const RUN = `
import asyncio, json, sys
class Container:
    def __init__(self): self.calls = []
    def __getattr__(self, name):
        return lambda *given: (self.calls.append([name, *given]), self)[1]
module = {}
exec(compile(sys.stdin.read(), 'build_customization.py', 'exec'), module)
run = lambda hook: asyncio.run(module[hook](Container())).calls
print(json.dumps({'main': module.get('MAIN_FILE_NAME'), 'pre': run('pre_connector_install'), 'post': run('post_connector_install')}))
`;

function scaffold(dockerfile: string, version = '1.1.0'): string {
  return scaffoldHooks(analyzeDockerfile(dockerfile, 'source_x', baseImage(version)));
}

function built(context: TestContext, code: string): z.infer<typeof Built> {
  const python = pythonOrSkip(context);
  return Built.parse(JSON.parse(execFileSync(python, ['-c', RUN], { input: code, encoding: 'utf8' })));
}

function installs(packages: string): unknown {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*`;
  return ['with_exec', ['sh', '-c', command]];
}

describe('scaffolded hooks', () => {
  it('carry a list of packages whole', (context) => {
    const code = scaffold(
      'FROM python:3.9\nRUN apt-get install -y bash && apt-get install -y build-essential cmake g++\n',
    );
    expect(built(context, code)).toEqual({ main: null, pre: [installs('build-essential cmake g++')], post: [] });
  });

  it('carry what Python packages were compiled with, and nothing for a builder whose packages are the usual', (context) => {
    const code = scaffold(COMPILED);
    expect(built(context, code).pre).toEqual([installs('build-essential cmake g++ libffi-dev libstdc++6')]);
    expect(code).toContain("TODO: move these Python packages into the connector's own dependencies, from line 4:");
    const usual = scaffold(`${COMPILED.replace(/RUN pip install .*"Cython.*\n/, '')}ENV A=1\n`);
    expect(built(context, usual).pre).toEqual([['with_env_variable', 'A', '1']]);
  });

  it('name the main file in the constant that the build reads, and carry the variables of former builds', (context) => {
    const code = scaffold(MAIN_DEV);
    expect(code).toMatch(/^ {4}from dagger import Container\n\nMAIN_FILE_NAME = "main_dev\.py"\n\n\nasync def pre_/m);
    expect(built(context, code)).toEqual({
      main: 'main_dev.py',
      pre: [
        ['with_env_variable', 'AIRBYTE_IMPL_MODULE', 'source_x'],
        ['with_env_variable', 'AIRBYTE_IMPL_PATH', 'SourceX'],
      ],
      post: [],
    });
    expect(code).not.toContain('TODO');
  });

  it('has one to-do for an instruction, and names it once', () => {
    const code = scaffold(
      'FROM python:3.9\nRUN chmod +x a && chown me b && apt-get install -y git\nENV A=1 B=2\nCOPY ["c", "d", "./"]\nUSER me\n',
    );
    expect(code.match(/# TODO: .*/g)).toEqual([
      '# TODO: carry over or drop what the Dockerfile did in line 2:',
      '# TODO: carry over or drop what the Dockerfile did in line 4:',
      '# TODO: carry over or drop what the Dockerfile did in line 5:',
    ]);
    expect(code.match(/# Dockerfile line .*/g)).toEqual([
      '# Dockerfile line 2: RUN chmod +x a && chown me b && apt-get install -y git',
      '# Dockerfile line 3: ENV A=1 B=2',
    ]);
  });

  it('names a Python that the base image does not have', () => {
    expect(scaffold(COMPILED)).toContain('TODO: the Dockerfile had Python 3.10, the base image has 3.9:');
    expect(scaffold(COMPILED, '2.0.0')).not.toContain('Python 3.10');
    expect(scaffold('ARG V=3.7\nFROM docker.io/library/python:${V}-slim AS a\nFROM a\nUSER me\n')).toContain(
      'had Python 3.7',
    );
    expect(scaffold('FROM python:3\nUSER me\n')).not.toContain('had Python');
  });

  it('give packages the names that Debian has for them, and ask about the others', (context) => {
    const code = scaffold('FROM python:3.9-alpine\nRUN apk add build-base postgresql-dev musl-dev weird-dev\n');
    expect(built(context, code).pre).toEqual([installs('build-essential libpq-dev libc6-dev weird-dev')]);
    expect(code).toContain('these names are from Alpine: weird-dev. Look up');
    expect(scaffold('FROM python:3.9-alpine\nRUN apk add postgresql-dev\n')).not.toContain('TODO');
  });

  it('has no line longer than Airbyte formats Python to, but for texts', () => {
    const code = scaffold(`FROM python:3.9\nRUN apt-get install -y ${'git '.repeat(60)}\nENV A="${'b'.repeat(90)}"\n`);
    const long = code.split('\n').filter((line) => line.length > 140);
    expect(long).toHaveLength(1);
    expect(long[0]).toMatch(/^ {8}\["sh", "-c", "apt-get update/);
  });
});
