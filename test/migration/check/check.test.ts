import { describe, expect, it } from 'vitest';
import { type FolderFacts, extractFields } from '../../../src/fleet/connector.js';
import type { BaseRevision } from '../../../src/migration/base-revision.js';
import { checkConnector } from '../../../src/migration/check/check.js';
import { parseCiResults } from '../../../src/migration/check/ci-results.js';
import type { CheckContext, CriterionName } from '../../../src/migration/check/criterion.js';
import type { PlainMapping } from '../../../src/values/value.js';

const NAME = 'docker.io/airbyte/python-connector-base';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const PAGE = '## Changelog\n\n| Version | Date | Pull Request | Subject |\n|---|---|---|---|\n| 1.2.4 | a | b | c |\n';

interface World {
  readonly data?: PlainMapping;
  readonly files?: Partial<FolderFacts>;
  readonly disk?: Readonly<Record<string, string>>;
  readonly context?: Partial<CheckContext>;
}

function connectorOf({ data = {}, files = {} }: World) {
  const name = 'source-x';
  const whole = {
    dockerImageTag: '1.2.4',
    documentationUrl: 'https://docs.airbyte.com/integrations/sources/x',
    ...data,
  };
  const folder: FolderFacts = { language: 'python', hasDockerfile: false, hasBuildCustomization: false, ...files };
  const location = { name, path: 'c/source-x', metadataPath: 'c/source-x/metadata.yaml' };
  return { ...location, ...extractFields(whole, name), metadata: whole, folder };
}

function contextOf({ disk = { 'docs/integrations/sources/x.md': PAGE }, context = {} }: World): CheckContext {
  const latest = {
    image: { registry: 'docker.io', repository: 'airbyte/python-connector-base', tag: '2.0.0', digest: digest('b') },
    knownTags: ['1.0.0', '2.0.0'],
    source: 'fleet',
  } as const;
  const read = (path: string) =>
    Promise.resolve(disk[path] === undefined ? null : new TextEncoder().encode(disk[path]));
  return {
    dataKey: 'data',
    pythonImage: NAME,
    findLatest: () => Promise.resolve(latest),
    base: { unknown: 'no git' },
    ciResults: null,
    bump: null,
    read,
    isLeftOut: () => Promise.resolve(false),
    ...context,
  };
}

function baseWith(changed: readonly string[], files: Readonly<Record<string, string>>): BaseRevision {
  return {
    name: 'origin/master',
    changed: new Set(changed),
    read: (path) => Promise.resolve(files[path] === undefined ? null : new TextEncoder().encode(files[path])),
    close: () => Promise.resolve(),
  };
}

const METADATA = 'c/source-x/metadata.yaml';
const HOOKS = 'c/source-x/build_customization.py';
const DOCS = 'docs/integrations/sources/x.md';
const since = (version: string, page = '') => ({
  base: baseWith([METADATA], { [METADATA]: `data: {dockerImageTag: ${version}}`, [DOCS]: page }),
});
const pinned = (tag: string, letter: string): PlainMapping => ({
  connectorBuildOptions: { baseImage: `${NAME}:${tag}@${digest(letter)}` },
});
const hooks = (module: string, context: Partial<CheckContext> = {}): World => ({
  files: { hasBuildCustomization: true },
  disk: { [HOOKS]: module },
  context,
});

const CASES: readonly (readonly [CriterionName, string, string, RegExp, World])[] = [
  ['dockerfile-removed', 'a Dockerfile', 'fail', /still has a Dockerfile/, { files: { hasDockerfile: true } }],
  ['dockerfile-removed', 'none', 'pass', /no Dockerfile/, {}],
  ['base-image-latest', 'no options', 'fail', /^missing:/, {}],
  ['base-image-latest', 'empty options', 'fail', /^missing:/, { data: { connectorBuildOptions: {} } }],
  [
    'base-image-latest',
    'a number',
    'fail',
    /^malformed: .* not a text/,
    { data: { connectorBuildOptions: { baseImage: 1 } } },
  ],
  [
    'base-image-latest',
    'nonsense',
    'fail',
    /^malformed: `a b` contains white space/,
    { data: { connectorBuildOptions: { baseImage: 'a b' } } },
  ],
  [
    'base-image-latest',
    'a tag alone',
    'fail',
    /^tag-only:/,
    { data: { connectorBuildOptions: { baseImage: `${NAME}:2.0.0` } } },
  ],
  [
    'base-image-latest',
    'an older one',
    'fail',
    /^outdated: 1\.0\.0 is 1 major \(1 release\) behind 2\.0\.0/,
    { data: pinned('1.0.0', 'a') },
  ],
  [
    'base-image-latest',
    'another image',
    'fail',
    /^other image: docker\.io\/library\/python/,
    { data: { connectorBuildOptions: { baseImage: `python:3@${digest('a')}` } } },
  ],
  [
    'base-image-latest',
    'a tag that moved',
    'fail',
    /^moved: the tag 2\.0\.0 has another digest by now/,
    { data: pinned('2.0.0', 'a') },
  ],
  ['base-image-latest', 'the latest', 'pass', /2\.0\.0 is the latest/, { data: pinned('2.0.0', 'b') }],
  [
    'base-image-latest',
    "the latest's digest under another tag",
    'pass',
    /same image as the latest/,
    { data: pinned('1.9.9', 'b') },
  ],
  ['base-image-latest', 'a newer one', 'pass', /newer than the latest known/, { data: pinned('2.0.1', 'c') }],
  [
    'base-image-latest',
    'nothing to compare with',
    'unknown',
    /give --base-image/,
    { data: pinned('2.0.0', 'b'), context: { findLatest: () => Promise.resolve(null) } },
  ],
  ['version-bumped', 'no base', 'unknown', /no git/, {}],
  [
    'version-bumped',
    'no change',
    'not-applicable',
    /did not change since origin\/master/,
    { context: { base: baseWith(['c/source-xy/a'], {}) } },
  ],
  [
    'version-bumped',
    'a new connector',
    'not-applicable',
    /is new since/,
    { context: { base: baseWith([METADATA], {}) } },
  ],
  ['version-bumped', 'a patch', 'pass', /1\.2\.3 became 1\.2\.4/, { context: since('1.2.3') }],
  ['version-bumped', 'nothing', 'fail', /still 1\.2\.4; a patch raise gives 1\.2\.5/, { context: since('1.2.4') }],
  [
    'version-bumped',
    'a minor without a row',
    'fail',
    /1\.1\.9 became 1\.2\.4; a patch raise gives 1\.1\.10, and nothing says why it is more: .*no changelog row/,
    { context: since('1.1.9'), disk: { [DOCS]: PAGE.replace('1.2.4', '1.2.3') } },
  ],
  [
    'version-bumped',
    'a minor with an old row',
    'fail',
    /nothing says why it is more: .* at origin\/master already/,
    { context: since('1.1.9', PAGE) },
  ],
  [
    'version-bumped',
    'a minor and its row',
    'pass',
    /^1\.1\.9 became 1\.2\.4, more than a patch, with a changelog row of its own$/,
    { context: since('1.1.9') },
  ],
  ['version-bumped', 'two patches and their row', 'pass', /1\.2\.2 became 1\.2\.4, more/, { context: since('1.2.2') }],
  ['version-bumped', 'a major and its row', 'pass', /0\.9\.0 became 1\.2\.4, more/, { context: since('0.9.0') }],
  [
    'version-bumped',
    'a minor, as it was meant',
    'pass',
    /^1\.1\.9 became 1\.2\.0, as --bump minor asks$/,
    { data: { dockerImageTag: '1.2.0' }, context: { ...since('1.1.9'), bump: 'minor' }, disk: {} },
  ],
  [
    'version-bumped',
    'a patch where a minor was meant',
    'fail',
    /^1\.2\.3 became 1\.2\.4; a minor raise gives 1\.3\.0$/,
    { context: { ...since('1.2.3'), bump: 'minor' } },
  ],
  [
    'version-bumped',
    'a version that fell',
    'fail',
    /^1\.3\.0 became 1\.2\.4; a patch raise gives 1\.3\.1$/,
    { context: since('1.3.0') },
  ],
  [
    'version-bumped',
    'a version that is none any more',
    'fail',
    /^1\.2\.3 became latest; that is no SemVer version$/,
    { data: { dockerImageTag: 'latest' }, context: since('1.2.3') },
  ],
  [
    'version-bumped',
    'a version that is a number by now',
    'fail',
    /^`dockerImageTag` is the number 1\.1, not a text/,
    { data: { dockerImageTag: 1.1 }, context: since('1.2.3') },
  ],
  [
    'version-bumped',
    'broken metadata at the base',
    'unknown',
    /states no version/,
    { context: { base: baseWith([METADATA], { [METADATA]: '[' }) } },
  ],
  ['version-bumped', 'a pre-release at the base', 'unknown', /pre-release/, { context: since('1.2.3-rc.1') }],
  ['changelog-entry', 'a row', 'pass', /has a row for 1\.2\.4$/, {}],
  [
    'changelog-entry',
    'a row without a number',
    'pass',
    /still lacks the pull request number/,
    {
      disk: {
        'docs/integrations/sources/x.md': PAGE.replace(
          '| b |',
          '| [PR_NUMBER](https://github.com/airbytehq/airbyte/pull/PR_NUMBER) |',
        ),
      },
    },
  ],
  [
    'changelog-entry',
    'no row',
    'fail',
    /no changelog row for 1\.2\.4/,
    { disk: { 'docs/integrations/sources/x.md': PAGE.replace('1.2.4', '1.2.3') } },
  ],
  [
    'changelog-entry',
    'no table',
    'fail',
    /has no changelog table/,
    { disk: { 'docs/integrations/sources/x.md': '# X\n' } },
  ],
  ['changelog-entry', 'no page', 'fail', /no documentation page/, { disk: {} }],
  ['changelog-entry', 'no version', 'fail', /`dockerImageTag` is missing/, { data: { dockerImageTag: null } }],
  [
    'changelog-entry',
    'a version that is a number',
    'fail',
    /^`dockerImageTag` is the number 1\.1, not a text: write it in quotes/,
    { data: { dockerImageTag: 1.1 } },
  ],
  [
    'changelog-entry',
    'a row that the base has too',
    'fail',
    /x\.md had its row for 1\.2\.4 at origin\/master already/,
    { context: since('1.2.3', PAGE) },
  ],
  [
    'changelog-entry',
    'a row that the base has too, in another layout',
    'fail',
    /x\.md had its row for 1\.2\.4 at origin\/master already/,
    { context: since('1.2.3', PAGE.replace('| 1.2.4 | a |', '|  1.2.4  |a  |')) },
  ],
  [
    'changelog-entry',
    'a second row for a version that the page had',
    'pass',
    /has a row for 1\.2\.4$/,
    { context: since('1.2.3', PAGE), disk: { [DOCS]: PAGE.replace('| 1.2.4 |', '| 1.2.4 | n | e | w |\n| 1.2.4 |') } },
  ],
  [
    'changelog-entry',
    "the base's row, where the version is the base's as well",
    'pass',
    /has a row for 1\.2\.4$/,
    { context: since('1.2.4', PAGE) },
  ],
  [
    'changelog-entry',
    'a row above the delimiter',
    'fail',
    /has its row for 1\.2\.4 above the delimiter row, where it is not in the table \(line 4\)/,
    {
      disk: {
        [DOCS]: '## Changelog\n\n| Version | Date |\n| 1.2.4 | a |\n|==|==|\n| 1.2.3 | a |\n',
      },
    },
  ],
  [
    'changelog-entry',
    'a page that is not checked out',
    'fail',
    /x\.md is not checked out \(sparse checkout\): git sparse-checkout add docs\/integrations\/sources/,
    { disk: {}, context: { isLeftOut: (path) => Promise.resolve(path === DOCS) } },
  ],
  [
    'dockerfile-removed',
    'a Dockerfile that is not checked out',
    'fail',
    /Dockerfile is not checked out \(sparse checkout\)/,
    { context: { isLeftOut: () => Promise.resolve(true) } },
  ],
  ['ci-passed', 'no results', 'unknown', /--ci-results/, {}],
  [
    'ci-passed',
    'results without it',
    'unknown',
    /does not name/,
    { context: { ciResults: parseCiResults('{}', 'f') } },
  ],
  [
    'ci-passed',
    'success',
    'pass',
    /passed/,
    { context: { ciResults: parseCiResults('{"source-x": "success"}', 'f') } },
  ],
  [
    'ci-passed',
    'failure',
    'fail',
    /failed/,
    { context: { ciResults: parseCiResults('{"results": [{"name": "source-x", "result": false}]}', 'f') } },
  ],
  ['customization-reviewed', 'no module', 'not-applicable', /no build_customization/, {}],
  [
    'customization-reviewed',
    'a hook that is not async',
    'fail',
    /post_connector_install \(line 4\) must be `async def`/,
    hooks('async def pre_connector_install(c):\n  pass\n\ndef post_connector_install(c):\n  pass\n'),
  ],
  [
    'customization-reviewed',
    'only pictures of hooks that are not async',
    'pass',
    /did not change/,
    hooks(
      '"""\ndef pre_connector_install(c):\n"""\n# def post_connector_install(c):\nclass X:\n  def pre_connector_install(c): pass\n',
      { base: baseWith([], {}) },
    ),
  ],
  [
    'customization-reviewed',
    'hooks that did not change',
    'pass',
    /did not change/,
    hooks('async def pre_connector_install(c): pass', { base: baseWith([], {}) }),
  ],
  [
    'customization-reviewed',
    'new hooks',
    'unknown',
    /Connector Operations team must review/,
    hooks('async def pre_connector_install(c): pass', { base: baseWith([HOOKS], {}) }),
  ],
];

describe('the criteria of a successful migration', () => {
  it.each(CASES)('%s with %s: %s', async (criterion, _, verdict, reason, world) => {
    const { findings } = await checkConnector(connectorOf(world), contextOf(world));
    expect(findings[criterion]).toMatchObject({ verdict, reason: expect.stringMatching(reason) as string });
  });

  it.each(['java', 'manifest-only', null] as const)('do not apply to the language %s', async (language) => {
    const checked = await checkConnector(connectorOf({ files: { language, hasDockerfile: true } }), contextOf({}));
    expect(checked.verdict).toBe('not-applicable');
  });

  it('do not apply to an archived connector, whatever it lacks', async () => {
    const world: World = { data: { supportLevel: 'archived' }, files: { hasDockerfile: true } };
    const checked = await checkConnector(connectorOf(world), contextOf(world));
    expect(checked.verdict).toBe('not-applicable');
    expect(checked.findings['dockerfile-removed'].reason).toMatch(/^the connector is archived/);
  });

  it('are failed by one of them, and not by what is unknown', async () => {
    expect((await checkConnector(connectorOf({}), contextOf({}))).verdict).toBe('fail');
    expect((await checkConnector(connectorOf({ data: pinned('2.0.0', 'b') }), contextOf({}))).verdict).toBe('pass');
  });
});

describe('a file of CI results', () => {
  it.each(['[', '{"a": "maybe"}', '[1]', '"x"'])('%s is refused', (text) => {
    expect(() => parseCiResults(text, 'results.json')).toThrow(/^results\.json is not/);
  });
});
