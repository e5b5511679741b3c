import type { DockerfileContext, Loss } from './loss.js';
import { execForm, withoutFlags, wordsOf } from './words.js';

/** What the base image's build brings along itself, or what only building and testing needed. */
const BROUGHT_ALONG = new Set([
  'main.py',
  'setup.py',
  'setup.cfg',
  'requirements.txt',
  'pyproject.toml',
  'poetry.lock',
  'README.md',
  'unit_tests',
  'integration_tests',
  'acceptance-test-config.yml',
]);

const FROM_BUILDER = /^\/(?:install|root\/\.local|usr\/local)\/?$|^\/usr\/share\/zoneinfo(?:\/|$)/;

/** COPY and ADD: files that are neither the connector's package nor part of every Python connector. */
export function readCopy(text: string, { packageFolder, stages }: DockerfileContext): readonly Loss[] {
  const { flags, rest } = withoutFlags(wordsOf(text));
  const paths = execForm(text.slice(text.indexOf('['))) ?? rest;
  const sources = paths.slice(0, -1);
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const extra =
    from === undefined
      ? sources.filter((path) => !isBroughtAlong(path, packageFolder))
      : sources.filter((path) => !FROM_BUILDER.test(path));
  if (extra.length === 0 && (from === undefined || stages.has(from.toLowerCase()) || /^\d+$/.test(from))) return [];
  return [
    {
      kind: 'files',
      paths: from === undefined ? extra : (extra.length > 0 ? extra : sources).map((path) => `${path} of ${from}`),
    },
  ];
}

function isBroughtAlong(path: string, packageFolder: string): boolean {
  const plain = path.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (plain === packageFolder || plain.startsWith(`${packageFolder}/`)) return true;
  return BROUGHT_ALONG.has(plain) || /^\$\{?CODE_PATH\}?$/.test(plain);
}
