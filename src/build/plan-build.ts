import { type ProbedConnector, dataOf } from '../fleet/connector.js';
import type { FleetReader } from '../io/fleet-reader.js';
import { formatImageAddress, parseImageAddress } from '../values/image-address.js';
import { getKey } from '../values/value.js';
import { FileCollector } from './collect-files.js';
import { hookInstructions, isPlainPath } from './hook-instructions.js';
import { type Hooks, UnreadableHooks } from './hooks/steps.js';
import { type Installer, installerOf, localDependencies } from './local-dependencies.js';
import { type BuildPlan, BuildRefusal, type Instruction, type Stage } from './plan.js';

/** What the installation looks at, where it is there. */
const BUILD_FILES = ['pyproject.toml', 'poetry.lock', 'poetry.toml', 'setup.py', 'requirements.txt', 'README.md'];
const HOOKS_FILE = 'build_customization.py';
const CODE_FOLDER = '/airbyte/integration_code';

/** A connector whose image is to be planned. */
interface Subject {
  readonly name: string;
  readonly path: string;
  readonly files: FileCollector;
  readonly baseImage: string;
  readonly hooks: Hooks;
  readonly labels: readonly Instruction[];
}

/**
 * Plans the image of a connector as the reference builds it, from its files alone: nothing of it is run.
 *
 * @throws BuildRefusal where it cannot be built so
 */
export async function planBuild(connector: ProbedConnector, reader: FleetReader): Promise<BuildPlan> {
  const { language } = connector.folder;
  if (language === 'java') throw new BuildRefusal('is a Java connector, which Gradle builds', 'inapplicable');
  if (language === null)
    throw new BuildRefusal('shows no language: it has neither setup.py nor pyproject.toml', 'inapplicable');
  try {
    const subject = await subjectOf(connector, reader);
    return language === 'manifest-only' ? planManifest(subject) : await planPython(subject);
  } catch (error) {
    if (!(error instanceof UnreadableHooks)) throw error;
    throw new BuildRefusal(`${connector.path}/${HOOKS_FILE} line ${error.line}: ${error.message}; ${error.advice}`);
  }
}

async function subjectOf(connector: ProbedConnector, reader: FleetReader): Promise<Subject> {
  const { name, path } = connector;
  if (!/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(name) || !isPlainPath(path))
    throw new BuildRefusal('has a name or a path that no image can have');
  const files = new FileCollector(reader);
  return {
    name,
    path,
    files,
    baseImage: baseImageOf(connector),
    labels: labelsOf(connector),
    hooks: await hooksIn(path, files, connector.folder.language !== 'manifest-only'),
  };
}

function baseImageOf({ baseImage }: ProbedConnector): string {
  if (baseImage === null) throw new BuildRefusal('has no connectorBuildOptions.baseImage: `fleetq migrate` adds it');
  const parsed = parseImageAddress(baseImage);
  if (parsed.ok) return formatImageAddress(parsed.image);
  throw new BuildRefusal(`its base image \`${baseImage}\` ${parsed.problem.message}`);
}

function labelsOf(connector: ProbedConnector): readonly Instruction[] {
  const { version } = connector;
  const repository = getKey(dataOf(connector), 'dockerRepository');
  if (version === null) throw new BuildRefusal('its metadata states no version: dockerImageTag is missing or no text');
  if (typeof repository !== 'string')
    throw new BuildRefusal('its metadata states no image: dockerRepository is missing or no text');
  if (/\p{Cc}/u.test(version + repository))
    throw new BuildRefusal('dockerImageTag or dockerRepository has a line break or another control character');
  return [
    { kind: 'label', name: 'io.airbyte.version', value: version },
    { kind: 'label', name: 'io.airbyte.name', value: repository },
  ];
}

async function hooksIn(path: string, files: FileCollector, called: boolean): Promise<Hooks> {
  const module = files.read(path, HOOKS_FILE);
  if (module === null) return { mainFile: null, pre: [], post: [], defined: [] };
  const { readHooks } = await import('./hooks/read-hooks.js');
  return readHooks(module, called);
}

async function planPython(subject: Subject): Promise<BuildPlan> {
  const { name, path, files, baseImage, hooks, labels } = subject;
  const mainFile = mainFileOf(hooks);
  const entrypoint = entrypointOf(hooks);
  const installer = installerOf(path, files);
  if (installer === null)
    throw new BuildRefusal('has neither pyproject.toml, setup.py nor requirements.txt to install it by');
  const pre = hookInstructions(hooks.pre, 'pre', null);
  const post = hookInstructions(hooks.post, 'post', entrypoint);
  for (const file of [...pre.files, ...post.files]) files.add(file);
  const packageName = name.replaceAll('-', '_');
  if (!files.addFile(path, mainFile, `code/${mainFile}`)) throw new BuildRefusal(`${path}/${mainFile} is missing`);
  if (!files.addFolder(`${path}/${packageName}`, `code/${packageName}`))
    throw new BuildRefusal(`${path}/${packageName} is missing or has no files`);
  // A stage that does nothing leaves a container behind in some versions of buildah.
  const prepared: readonly Stage[] =
    pre.instructions.length === 0
      ? []
      : [{ from: baseImage, name: 'base', instructions: described('pre_connector_install', pre.instructions) }];
  const from = prepared[0]?.name ?? baseImage;
  const stages: readonly Stage[] = [
    ...prepared,
    { from, name: 'builder', instructions: await installation(subject, installer) },
    {
      from,
      name: null,
      instructions: [
        { kind: 'copy', stage: 'builder', source: '/usr/local', target: '/usr/local' },
        { kind: 'folder', value: CODE_FOLDER },
        { kind: 'copy', stage: null, source: `code/${mainFile}`, target: `./${mainFile}` },
        { kind: 'copy', stage: null, source: `code/${packageName}`, target: `./${packageName}` },
        ...entrypointInstructions(entrypoint),
        ...described('post_connector_install', post.instructions),
        ...labels,
      ],
    },
  ];
  return { name, baseImage, stages, files: files.files, entrypoint, notes: [] };
}

/** The builder: what is installed, and how. */
async function installation({ path, files }: Subject, installer: Installer): Promise<readonly Instruction[]> {
  for (const name of BUILD_FILES) files.addFile(path, name, `build/${name}`);
  const dependencies = await localDependencies(path, installer, files);
  const copies = dependencies.map((dependency): Instruction => {
    const source = `dependencies/${dependency}`;
    const found = dependency.endsWith('.whl')
      ? files.addFile(
          dependency.slice(0, dependency.lastIndexOf('/')),
          dependency.slice(dependency.lastIndexOf('/') + 1),
          source,
        )
      : files.addFolder(dependency, source);
    if (!found) throw new BuildRefusal(`${path}/${installer} names a local dependency that is missing: ${dependency}`);
    return { kind: 'copy', stage: null, source, target: `/${dependency}` };
  });
  return [
    { kind: 'folder', value: `/${path}` },
    { kind: 'copy', stage: null, source: 'build', target: '.' },
    ...copies,
    ...INSTALLATION[installer].map((args): Instruction => ({ kind: 'run', args })),
  ];
}

const INSTALLATION: Readonly<Record<Installer, readonly (readonly string[])[]>> = {
  'pyproject.toml': [
    ['pip', 'install', 'poetry'],
    ['poetry', 'config', 'virtualenvs.create', 'false'],
    ['poetry', 'check'],
    ['poetry', 'install', '--no-root', '--only', 'main'],
  ],
  'setup.py': [['pip', 'install', '.']],
  'requirements.txt': [['pip', 'install', '-r', 'requirements.txt']],
};

/** The base image runs any manifest: it only has to be put in place. */
function planManifest({ name, path, files, baseImage, hooks, labels }: Subject): BuildPlan {
  const entrypoint = entrypointOf(hooks);
  const copied = ['manifest.yaml', 'components.py'].filter((file) => files.addFile(path, file, `code/${file}`));
  if (!copied.includes('manifest.yaml')) throw new BuildRefusal(`${path}/manifest.yaml is missing`);
  const copies = copied.map((file): Instruction => ({
    kind: 'copy',
    stage: null,
    source: `code/${file}`,
    target: `source_declarative_manifest/${file}`,
  }));
  const instructions = [...copies, ...entrypointInstructions(entrypoint), ...labels];
  const notes =
    hooks.defined.length === 0
      ? []
      : [
          `${HOOKS_FILE} defines ${hooks.defined.join(' and ')}, which the build of a manifest-only connector never calls`,
        ];
  return {
    name,
    baseImage,
    stages: [{ from: baseImage, name: null, instructions }],
    files: files.files,
    entrypoint,
    notes,
  };
}

function mainFileOf({ mainFile }: Hooks): string {
  const name = mainFile ?? 'main.py';
  if (!/^[\w][\w.+-]*$/.test(name))
    throw new BuildRefusal(`${HOOKS_FILE}: MAIN_FILE_NAME is no name of a file in the connector: \`${name}\``);
  return name;
}

function entrypointOf(hooks: Hooks): readonly string[] {
  return ['python', `${CODE_FOLDER}/${mainFileOf(hooks)}`];
}

function entrypointInstructions(entrypoint: readonly string[]): readonly Instruction[] {
  return [
    { kind: 'environment', name: 'AIRBYTE_ENTRYPOINT', value: entrypoint.join(' ') },
    { kind: 'entrypoint', args: entrypoint },
  ];
}

function described(hook: string, instructions: readonly Instruction[]): readonly Instruction[] {
  return instructions.length === 0 ? [] : [{ kind: 'comment', text: `${hook} of ${HOOKS_FILE}` }, ...instructions];
}
