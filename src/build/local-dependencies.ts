import { posix } from 'node:path';
import { type FileCollector, isLeftOut } from './collect-files.js';
import { isPlainPath } from './hook-instructions.js';
import { BuildRefusal } from './plan.js';

/** What Python packages are installed by, the first that is there. */
const INSTALLERS = ['pyproject.toml', 'setup.py', 'requirements.txt'] as const;
export type Installer = (typeof INSTALLERS)[number];

/** Bytes of a file that states dependencies. Real ones are below 10 kB. */
const MOST_BYTES = 1024 * 1024;
const MOST_DEPENDENCIES = 50;

/**
 * The local packages that a connector is installed with, and those that these need: paths relative to the fleet's root.
 *
 * @throws BuildRefusal for one that lies outside of the fleet, or that only running `setup.py` tells
 */
export async function localDependencies(
  connector: string,
  installer: Installer,
  files: FileCollector,
): Promise<readonly string[]> {
  const found = new Set<string>();
  const queue: { readonly folder: string; readonly installer: Installer }[] = [{ folder: connector, installer }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const dependency of await statedIn(next.folder, next.installer, files)) {
      if (dependency === connector || found.has(dependency)) continue;
      found.add(dependency);
      if (found.size > MOST_DEPENDENCIES)
        throw new BuildRefusal(`it has more than ${MOST_DEPENDENCIES} local dependencies`);
      const own = dependency.endsWith('.whl') ? null : installerOf(dependency, files);
      if (own !== null && own !== 'requirements.txt') queue.push({ folder: dependency, installer: own });
    }
  }
  return [...found].sort();
}

/** The file that a folder's package is installed by, or null where there is none. */
export function installerOf(folder: string, files: FileCollector): Installer | null {
  return INSTALLERS.find((name) => files.read(folder, name) !== null) ?? null;
}

async function statedIn(folder: string, installer: Installer, files: FileCollector): Promise<readonly string[]> {
  const path = `${folder}/${installer}`;
  const bytes = files.read(folder, installer) ?? Buffer.alloc(0);
  if (bytes.length > MOST_BYTES) throw new BuildRefusal(`${path} has more than ${MOST_BYTES} bytes`);
  const text = bytes.toString('utf8');
  const stated = await STATED_IN[installer](text, path);
  return stated.map((dependency) => resolved(folder, dependency, path));
}

const STATED_IN: Readonly<Record<Installer, (text: string, path: string) => Promise<readonly string[]>>> = {
  'pyproject.toml': inPyproject,
  'setup.py': (text, path) => Promise.resolve().then(() => inSetup(text, path)),
  'requirements.txt': (text, path) => Promise.resolve().then(() => inRequirements(text, path)),
};

/** `name = { path = "../other" }` of Poetry, and `name @ file:///other` of the standard. */
async function inPyproject(text: string, path: string): Promise<readonly string[]> {
  const { parse } = await import('smol-toml');
  let document: unknown;
  try {
    document = parse(text);
  } catch {
    throw new BuildRefusal(`${path} is not valid TOML`);
  }
  const poetry = valueAt(document, ['tool', 'poetry', 'dependencies']);
  const entries = isTable(poetry) ? Object.values(poetry).flat() : [];
  const paths = entries.flatMap((entry) => valueAt(entry, ['path']) ?? []);
  const standard = valueAt(document, ['project', 'dependencies']);
  const urls = (Array.isArray(standard) ? standard : [])
    .filter((entry) => typeof entry === 'string')
    .flatMap((entry) => fileUrlsIn(entry, path));
  if (!paths.every((value) => typeof value === 'string'))
    throw new BuildRefusal(`${path} names a local dependency whose path is no text`);
  return [...paths, ...urls];
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) at = isTable(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `file:///…` in a text of `setup.py`. One that is put together there is only known when it runs. */
function inSetup(text: string, path: string): readonly string[] {
  return fileUrlsIn(text.replace(/^\s*#.*$/gm, ''), path);
}

function fileUrlsIn(text: string, path: string): readonly string[] {
  const urls = text.match(/file:\/\/[^\s"'#;\])]*/g) ?? [];
  return urls.map((url) => {
    const [, absolute] = /^file:\/\/(?:localhost)?(\/[\w./@+-]+)$/.exec(url) ?? [];
    if (absolute === undefined)
      throw new BuildRefusal(`${path} names a local dependency that is only known when it runs: ${url}`);
    return absolute;
  });
}

/** `-e ../other`, `./other` and `file:///other`, a line each. The package itself, `-e .`, is none. */
function inRequirements(text: string, path: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const requirement = line.replace(/(?:^|\s)#.*$/, '').trim();
    const editable = /^(?:-e|--editable)[\s=]+(.*)$/.exec(requirement)?.[1]?.trim();
    const written = (editable ?? requirement).replace(/\[[^\]]*\]$/, '');
    if (written.includes('file://')) return fileUrlsIn(written, path);
    return /^\.{1,2}(?:\/|$)/.test(written) ? [written] : [];
  });
}

/** In the container, the root of the fleet is `/`. */
function resolved(folder: string, dependency: string, path: string): string {
  const whole = dependency.startsWith('/')
    ? posix.normalize(dependency).slice(1)
    : posix.normalize(`${folder}/${dependency}`);
  const plain = whole.replace(/\/$/, '');
  if (plain === '..' || plain.startsWith('../') || plain === '' || plain === '.')
    throw new BuildRefusal(`${path} names a local dependency outside of the fleet: ${dependency}`);
  if (!isPlainPath(plain) || isLeftOut(plain))
    throw new BuildRefusal(`${path} names a local dependency that cannot be copied: ${dependency}`);
  return plain;
}
