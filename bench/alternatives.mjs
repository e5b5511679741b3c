// What people would use instead, where this machine has it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const PYTHON = '/usr/bin/python3';

export function alternatives(root) {
  const has = (command, args) => spawnSync(command, args).status === 0;
  const programs = [];
  if (has('rg', ['--version'])) {
    programs.push({
      title: 'ripgrep for `baseImage:` in every `metadata.yaml`',
      command: 'rg',
      args: [
        '--no-config',
        '--no-ignore',
        '-g',
        'metadata.yaml',
        '-l',
        'baseImage:',
        join(root, 'airbyte-integrations', 'connectors'),
      ],
    });
  } else console.error('left out: rg is not installed');
  if (has(PYTHON, ['-c', 'import simpleeval, yaml; yaml.CSafeLoader'])) {
    programs.push({
      title: 'a bare Python script, C loader and simpleeval',
      command: PYTHON,
      args: [join(import.meta.dirname, 'bare.py'), root],
    });
  } else console.error(`left out: ${PYTHON} has no PyYAML with its C loader, or no simpleeval`);
  return programs;
}
