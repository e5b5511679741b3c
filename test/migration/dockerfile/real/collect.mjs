// Writes a table from a git checkout of real Dockerfiles: node test/migration/dockerfile/real/collect.mjs CHECKOUT TABLE
// where TABLE is a file here, such as november-2023.yaml.
// Words of the reviewer stay with the Dockerfiles that they are about.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { Document, isPair, isScalar, parse, visit } from 'yaml';

const [, , checkout, name] = process.argv;
if (name === undefined) throw new Error('usage: node collect.mjs CHECKOUT TABLE');
const TABLE = new URL(name, import.meta.url);
const HEAD = `# What every real Dockerfile of a tree customizes, on that version of Airbyte's base image; written by collect.mjs and reviewed by hand.
# Dockerfiles of the same instructions are one entry. Instructions are on one line, without comments, and with
# source_x, source-x and 0.1.0 for the connector's own package, name and version.
`;

const { analyzeDockerfile, parseInstructions, summaryOf } = await analyzer();
const before = existsSync(TABLE) ? parse(readFileSync(TABLE, 'utf8')) : { version: '1.1.0', entries: [] };
const words = new Map(before.entries.flatMap(({ of, word }) => of.map((path) => [path, word])));
const image = imageOf(before.version);

const instructions = new Map();
const entries = new Map();
for (const path of dockerfiles(checkout)) {
  const text = readFileSync(join(checkout, path), 'utf8');
  const folder = basename(dirname(path));
  const name = /^(?:source|destination)-/.test(folder) ? folder : 'source-x';
  const lines = normalized(text, name);
  const facts = factsOf(lines.join('\n'), 'source_x');
  const real = factsOf(text, name.replaceAll('-', '_'));
  if (summaries(real) !== summaries(facts)) throw new Error(`${path}: the table would say something else`);
  const numbers = lines.map((line) => {
    if (!instructions.has(line)) instructions.set(line, instructions.size);
    return instructions.get(line);
  });
  const key = numbers.join();
  const entry = entries.get(key) ?? { of: [], instructions: numbers, ...facts };
  entry.of.push(dirname(path).replace('airbyte-integrations/', ''));
  if (words.get(entry.of[0]) !== undefined) entry.word = words.get(entry.of[0]);
  entries.set(key, entry);
}

const table = {
  version: before.version,
  // Kept by hand: where the checkout is from.
  source: before.source ?? null,
  instructions: [...instructions.keys()],
  entries: [...entries.values()].sort((a, b) => b.of.length - a.of.length || (a.of[0] < b.of[0] ? -1 : 1)),
};
const document = new Document(table);
visit(document, {
  Seq(_, list, path) {
    const pair = path.findLast(isPair);
    const key = pair !== undefined && isScalar(pair.key) ? pair.key.value : '';
    list.flow = list.items.length === 0 || (key === 'instructions' && path.length > 3) || key === 'of';
  },
});
writeFileSync(TABLE, HEAD + document.toString({ lineWidth: 120, flowCollectionPadding: false }));
execFileSync('npx', ['prettier', '--write', TABLE.pathname], { stdio: 'ignore' });
process.stdout.write(
  `${[...entries.values()].reduce((sum, { of }) => sum + of.length, 0)} Dockerfiles of ${entries.size} kinds, ${instructions.size} instructions\n`,
);

function dockerfiles(root) {
  const listed = execFileSync('git', ['-C', root, 'ls-files', '-z', '--', '*/Dockerfile'], { encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .sort();
}

/** The instructions of a file, one a line, without what is the connector's own. */
function normalized(text, name) {
  const own = name.replaceAll('-', '_');
  return parseInstructions(text).instructions.map(({ keyword, text: rest }) =>
    `${keyword} ${rest}`
      .replaceAll(own, 'source_x')
      .replace(new RegExp(`\\bairbyte/${name}\\b`, 'g'), 'airbyte/source-x')
      .replace(/(io\.airbyte\.version=)\S+/g, '$10.1.0'),
  );
}

function factsOf(text, packageFolder) {
  const { customizations, buildPackages, python } = analyzeDockerfile(text, packageFolder, image);
  const named = ({ line, customization }) => `${line}: ${summaryOf(customization)}`;
  return {
    lost: customizations.map(named),
    ...(buildPackages.length === 0 ? {} : { buildPackages: buildPackages.map(named) }),
    ...(python === null ? {} : { python: python.dockerfile }),
  };
}

/** Without line numbers, which continuations and comments change. */
function summaries(facts) {
  return JSON.stringify(facts, (_, value) => (typeof value === 'string' ? value.replace(/^\d+: /, '') : value));
}

function imageOf(version) {
  const digest = `sha256:${'0'.repeat(64)}`;
  return { registry: 'docker.io', repository: 'airbyte/python-connector-base', tag: version, digest };
}

async function analyzer() {
  const contents = `
    export { analyzeDockerfile } from './src/migration/dockerfile/customizations.ts';
    export { parseInstructions } from './src/migration/dockerfile/instructions.ts';
    export { summaryOf } from './src/migration/dockerfile/customization.ts';`;
  const {
    outputFiles: [file],
  } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(file.text)}`);
}
