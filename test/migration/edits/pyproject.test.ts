import { describe, expect, it } from 'vitest';
import { pyprojectVersion, raisePyprojectVersion } from '../../../src/migration/edits/pyproject.js';

const raise = (text: string) => raisePyprojectVersion(text, '1.2.3', '1.2.4');

describe('the version in pyproject.toml', () => {
  it.each([
    ['Poetry', '[build-system]\nrequires = []\n\n[tool.poetry]\nversion = "1.2.3"  # here\nname = "x"\n', 1],
    ['the standard', "[project]\nname = 'x'\nversion='1.2.3'\n[project.urls]\nversion = '1.2.3'\n", 1],
    ['both', '[project]\r\nversion = "1.2.3"\r\n[tool.poetry]\r\nversion = "1.2.3"\r\n', 2],
    ['odd spacing', '  [ tool . poetry ] # x\n\t"version"\t=\t"1.2.3"', 1],
    ['the last line of a table after a date', '[project]\nday = 2024-10-01\nversion = "1.2.3"', 1],
  ])('is raised as %s has it, and nothing else', async (_, text, times) => {
    let expected = text;
    for (let time = 0; time < times; time++) expected = expected.replace(/(version"?\s*=\s*["'])1\.2\.3/, '$11.2.4');
    expect(await raise(text)).toEqual({ ok: true, text: expected });
  });

  it.each([
    ['another version', '[tool.poetry]\nversion = "0.1.0"\n', '0.1.0'],
    ['a version of another table', '[tool.other]\nversion = "1.2.3"\n', null],
    ['no table at all', '', null],
  ])('is left where it is %s', async (_, text, stated) => {
    expect(await raise(text)).toBeNull();
    expect(await pyprojectVersion(text)).toBe(stated);
  });

  it.each([
    ['not TOML', '[tool.poetry\nversion = "1.2.3"', 'is not valid TOML'],
    ['an inline table', 'project = { version = "1.2.3" }\n', 'in a way that cannot be edited'],
    ['a dotted key', 'project.version = "1.2.3"\n', 'in a way that cannot be edited'],
    [
      'a decoy in a text',
      '[project]\ndescription = """\nversion = "1.2.3"\n"""\nversion = "1.2.3"\n',
      'in a way that cannot be edited',
    ],
  ])('is refused in %s', async (_, text, reason) => {
    expect(await raise(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) as string });
  });
});
