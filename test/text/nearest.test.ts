import { expect, it } from 'vitest';
import { nearest } from '../../src/text/nearest.js';

const COMMANDS = ['list', 'show', 'stats', 'fields', 'queries', 'migrate'];
const OPTIONS = ['--name', '--no-cache', '--support-level', '--metadata-query', '--metadata-changes-only'];

it.each<[string, readonly string[], string | undefined]>([
  ['lst', COMMANDS, 'list'],
  ['lsit', COMMANDS, 'list'],
  ['LIST', COMMANDS, 'list'],
  ['field', COMMANDS, 'fields'],
  ['quer', COMMANDS, 'queries'],
  ['mig', COMMANDS, 'migrate'],
  ['--supportLevel', OPTIONS, '--support-level'],
  ['--support_level', OPTIONS, '--support-level'],
  ['--support', OPTIONS, '--support-level'],
  ['--meta', OPTIONS, undefined],
  ['--nmae', OPTIONS, '--name'],
  ['deploy', COMMANDS, undefined],
  ['x', COMMANDS, undefined],
  ['', COMMANDS, undefined],
  ['list', [], undefined],
])('%j', (written, known, meant) => {
  expect(nearest(written, known)).toBe(meant);
});
