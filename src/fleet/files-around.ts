import type { ConnectorLocation, FolderFacts, Language } from './connector.js';

type Names = ReadonlySet<string>;

/** A question about files: it asks for the names in one folder after the other. */
type Looking<Answer> = Generator<string, Answer, Names>;

type Place = Pick<ConnectorLocation, 'name' | 'path'>;

/** What the files in and below a connector's folder say of it. */
export async function lookAround(place: Place, entries: (folder: string) => Promise<Names>): Promise<FolderFacts> {
  const looking = filesAround(place);
  let step = looking.next();
  while (step.done !== true) step = looking.next(await entries(step.value));
  return step.value;
}

/** The same where folders can be listed without waiting. */
export function lookAroundNow(place: Place, entries: (folder: string) => Names): FolderFacts {
  const looking = filesAround(place);
  let step = looking.next();
  while (step.done !== true) step = looking.next(entries(step.value));
  return step.value;
}

function* filesAround({ path, name }: Place): Looking<FolderFacts> {
  const entries = yield path;
  return {
    language: yield* languageIn(path, name, entries),
    hasDockerfile: entries.has('Dockerfile'),
    hasBuildCustomization: entries.has('build_customization.py'),
  };
}

/**
 * The language that a connector's files show, or null where they show none. The order is that of the reference:
 * a declarative connector also has the files of a Python package.
 */
function* languageIn(folder: string, name: string, entries: Names): Looking<Language | null> {
  if (entries.has('manifest.yaml')) return 'manifest-only';
  const packageFolder = name.replaceAll('-', '_');
  if (entries.has(packageFolder) && (yield `${folder}/${packageFolder}`).has('manifest.yaml')) return 'low-code';
  if (entries.has('setup.py') || entries.has('pyproject.toml')) return 'python';
  if (!entries.has('src')) return null;
  const sources = yield `${folder}/src/main`;
  return sources.has('java') || sources.has('kotlin') ? 'java' : null;
}
