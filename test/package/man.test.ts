import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, EVERY_OPTION } from '../../src/cli/commands.js';
import { itNeeds } from '../support/needs.js';
import { PROJECT, plainEnvironment } from '../support/run-fleetq.js';

const PAGE = join(PROJECT, 'dist', 'fleetq.1');

/** The page as `man` shows it, without the bold and underlined characters' overstrikes, and words on one line. */
function shown(): { readonly text: string; readonly complaints: string } {
  const env = { ...plainEnvironment(), MANWIDTH: '80', MAN_KEEP_FORMATTING: '', LC_ALL: 'C.UTF-8' };
  const { stdout, stderr } = spawnSync('man', ['--warnings=w', '--nh', '--nj', '-l', PAGE], { env, encoding: 'utf8' });
  return { text: stdout.replace(/.\u0008/g, ''), complaints: stderr };
}

describe('the manual page', () => {
  const source = readFileSync(PAGE, 'utf8');

  it('names nobody and no day, so that two builds give the same page', () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    expect(source.split('\n')[0]).toBe(`.TH "FLEETQ" "1" "" "fleetq ${version}" "fleetq"`);
  });

  itNeeds('man')('renders without a complaint, and is no wider than the terminal', () => {
    const { text, complaints } = shown();
    expect(complaints).toBe('');
    const wide = text.split('\n').filter((line) => line.length > 80 && !/^ +fleetq /.test(line));
    expect(wide).toEqual([]);
  });

  itNeeds('man')('describes every command, option, exit code and environment variable', () => {
    const words = shown().text.replace(/\s+/g, ' ');
    for (const { name, usage, summary, examples } of COMMANDS) {
      expect(words).toContain(`fleetq ${name} ${usage}`.trim());
      expect(words.toLowerCase()).toContain(summary.toLowerCase());
      for (const { command } of examples) expect(words).toContain(command.replace(/\s+/g, ' '));
    }
    for (const { name, describe: about } of EVERY_OPTION) {
      expect(words).toContain(`--${name}`);
      expect(words).toContain(about.replaceAll('`', ''));
    }
    const variables = readFileSync(join(PROJECT, 'docs', 'configuration.md'), 'utf8').matchAll(/^\| `([A-Z_]+)/gm);
    for (const [, variable = ''] of variables) expect(words).toContain(variable);
    for (const code of [0, 1, 2, 3, 4]) expect(words).toMatch(new RegExp(` ${code} [A-Z]`));
  });
});
