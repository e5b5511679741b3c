import fc from 'fast-check';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that somebody does to a fleet between two runs. What cannot be done, such as moving nothing, is left. */
export interface Change {
  readonly what: string;
  readonly apply: (root: string) => void;
}

const CONNECTORS = 'airbyte-integrations/connectors';
const FOLDERS = [
  'source-a',
  'source-b',
  'destination-c',
  'source-scaffold-x',
  'third-party/acme/source-d',
  'not-a-connector',
].map((name) => `${CONNECTORS}/${name}`);
const FILES = [
  'metadata.yaml',
  'Dockerfile',
  'manifest.yaml',
  'source_a/manifest.yaml',
  'setup.py',
  'src/main/java/A.java',
  'src/main/kotlin',
  'build_customization.py',
  'README.md',
];

// Several of the same length: a change of size is the easy case.
const METADATA = [
  'data:\n  supportLevel: certified\n  dockerImageTag: 1.0.0\n',
  'data:\n  supportLevel: community\n  dockerImageTag: 1.0.0\n',
  'data:\n  supportLevel: certified\n  dockerImageTag: 1.0.1\n',
  'data:\n  supportLevel: certified\n  dockerImageTag: 1.0\n  connectorBuildOptions: {baseImage: a/b:1}\n',
  'data:\n  supportLevel: [1.0, 2024-10-01, 12345678901234567890, .nan]\n  1: x\n  __proto__: {a: 1}\n',
  'data:\n  a: 1\n  a: 2\n',
  'data: [1]\n',
  'data:\n  a: [1\n',
  '',
  'other: 1\n',
];

/** Seconds since 1970. A time that programs put back does not show that anything was written. */
const LONG_AGO = 1_000_000_000;

const folder = fc.constantFrom(...FOLDERS);
const path = fc
  .tuple(
    folder,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('metadata.yaml') },
      { weight: 2, arbitrary: fc.constantFrom(...FILES) },
    ),
  )
  .map((parts) => parts.join('/'));
const contents = fc.constantFrom(...METADATA);

const change = (what: string, apply: (root: string) => void): Change => ({
  what,
  apply(root) {
    try {
      apply(root);
    } catch (error) {
      // Moving a folder into itself, writing through a link that leads nowhere: the file system says no, and that is that.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  },
});

const write =
  (
    path: string,
    text: string,
    how: (file: string) => void = (file) => writeFileSync(file, text),
  ): ((root: string) => void) =>
  (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    how(join(root, path));
  };

/** Changes of every kind that the cache has to see. */
export const someChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ path, text: contents })
      .map(({ path, text }) => change(`write ${path}: ${JSON.stringify(text)}`, write(path, text))),
  },
  {
    weight: 4,
    arbitrary: fc.record({ path, text: contents }).map(({ path, text }) =>
      change(
        `write ${path} and put its time back: ${JSON.stringify(text)}`,
        write(path, text, (file) => {
          writeFileSync(file, text);
          utimesSync(file, LONG_AGO, LONG_AGO);
        }),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ path, text: contents }).map(({ path, text }) =>
      change(
        `replace ${path} by a new file: ${JSON.stringify(text)}`,
        write(path, text, (file) => {
          writeFileSync(`${file}.new`, text);
          renameSync(`${file}.new`, file);
        }),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: path.map((path) =>
      change(`append to ${path}`, (root) => appendFileSync(join(root, path), '  more: 1\n')),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ path, seconds: fc.constantFrom(0, 1_000_000_000, 4_000_000_000) })
      .map(({ path, seconds }) =>
        change(`touch ${path} to ${seconds}`, (root) => utimesSync(join(root, path), seconds, seconds)),
      ),
  },
  {
    weight: 3,
    arbitrary: path.map((path) => change(`remove ${path}`, (root) => rmSync(join(root, path), { recursive: true }))),
  },
  {
    weight: 2,
    arbitrary: folder.map((folder) =>
      change(`remove the folder ${folder}`, (root) => rmSync(join(root, folder), { recursive: true })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ from: folder, to: folder })
      .map(({ from, to }) => change(`move ${from} to ${to}`, (root) => renameSync(join(root, from), join(root, to)))),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ from: path, to: path })
      .map(({ from, to }) => change(`move ${from} to ${to}`, (root) => renameSync(join(root, from), join(root, to)))),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ from: folder, to: folder })
      .map(({ from, to }) =>
        change(`copy ${from} to ${to}`, (root) =>
          cpSync(join(root, from), join(root, to), { recursive: true, preserveTimestamps: true }),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ path: fc.oneof(path, folder), target: fc.oneof(path, folder, fc.constant('nowhere')) })
      .map(({ path, target }) =>
        change(`make ${path} a link to ${target}`, (root) => {
          if (lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined)
            rmSync(join(root, path), { recursive: true });
          symlinkSync(join(root, target), join(root, path));
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: path.map((path) =>
      change(`make ${path} a folder`, (root) => {
        rmSync(join(root, path), { recursive: true, force: true });
        mkdirSync(join(root, path), { recursive: true });
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ path, mode: fc.constantFrom(0o000, 0o644) })
      .map(({ path, mode }) =>
        change(`mode of ${path} to ${mode.toString(8)}`, (root) => chmodSync(join(root, path), mode)),
      ),
  },
);

/** A fleet to begin with. */
export const FIRST: Readonly<Record<string, string>> = {
  'source-a/metadata.yaml': METADATA[0] ?? '',
  'source-a/source_a/__init__.py': '',
  'source-a/setup.py': '',
  'source-b/metadata.yaml': METADATA[1] ?? '',
  'source-b/Dockerfile': '',
  'destination-c/metadata.yaml': METADATA[3] ?? '',
  'destination-c/src/main/java/A.java': '',
  'third-party/acme/source-d/metadata.yaml': METADATA[4] ?? '',
  'not-a-connector/README.md': '',
};
