import { parseExecForm, splitCommands, splitFlags, splitWords } from './shell-words.js';

/** Something that a Dockerfile adds to the image and that building on the base image does not. */
export type Customization =
  | { readonly kind: 'system-packages'; readonly manager: 'apt' | 'apk' | 'yum'; readonly packages: readonly string[] }
  | { readonly kind: 'environment'; readonly name: string; readonly value: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'other'; readonly what: string };

export interface RuleContext {
  readonly packageFolder: string;
  /** Names of the build stages so far, lower case. */
  readonly stages: ReadonlySet<string>;
}

/** What the text after an instruction's keyword customizes. */
type InstructionRule = (text: string, context: RuleContext) => readonly Customization[];

/** The rules by keyword. An instruction without a rule is always a customization. */
export const INSTRUCTION_RULES: ReadonlyMap<string, InstructionRule> = new Map<string, InstructionRule>([
  ['FROM', fromRule],
  ['RUN', runRule],
  ['COPY', copyRule],
  ['ADD', copyRule],
  ['ENV', envRule],
  ['WORKDIR', workdirRule],
  ['ENTRYPOINT', entrypointRule],
  ['LABEL', labelRule],
  // Only the build sees an argument; where it reaches the image, ENV carries it.
  ['ARG', () => []],
]);

const PYTHON_IMAGES =
  /^(?:docker\.io\/)?(?:library\/)?(?:python|airbyte\/(?:integration-base-python|python-connector-base|base-python))(?::|@|$)/;

function fromRule(text: string, { stages }: RuleContext): readonly Customization[] {
  const image = splitFlags(splitWords(text)).rest[0] ?? '';
  if (PYTHON_IMAGES.test(image) || stages.has(image.toLowerCase())) return [];
  return [{ kind: 'other', what: `an image that is not plain Python: ${image}` }];
}

function workdirRule(text: string): readonly Customization[] {
  const folder = splitWords(text)[0] ?? '';
  return folder === '/airbyte' || folder.startsWith('/airbyte/')
    ? []
    : [{ kind: 'other', what: `another working folder: ${folder}` }];
}

function entrypointRule(text: string): readonly Customization[] {
  const words = parseExecForm(text) ?? splitWords(text);
  const [command = '', script = '', ...more] = words;
  const isMain =
    /^(?:\/usr\/(?:local\/)?bin\/)?python3?$/.test(command) && /(?:^|\/)main\.py$/.test(script) && more.length === 0;
  const isBaseScript = words.length === 1 && /^\/airbyte\/(?:base|entrypoint)\.(?:sh|py)$/.test(command);
  return isMain || isBaseScript ? [] : [{ kind: 'other', what: 'another entry point than `python main.py`' }];
}

function labelRule(text: string): readonly Customization[] {
  const words = splitWords(text);
  const names = words.some((word) => word.includes('='))
    ? words.map((word) => word.split('=')[0] ?? '')
    : words.slice(0, 1);
  const own = names.filter((name) => !name.startsWith('io.airbyte.'));
  return own.length === 0 ? [] : [{ kind: 'other', what: `label: ${own.join(', ')}` }];
}

/** Packages that the base image has, or that only compiled what now comes as wheels. */
const COMMON_PACKAGES = new Set([
  'bash',
  'tzdata',
  'build-base',
  'build-essential',
  'gcc',
  'g++',
  'make',
  'musl-dev',
  'libc-dev',
  'libc6-dev',
  'python3-dev',
  'linux-headers',
  'ca-certificates',
]);

/** Python packages that every build upgrades or installs for itself. */
const BUILD_TOOLS = /^(?:pip|setuptools|wheel|poetry|virtualenv)(?:[=<>~!].*)?$/;

/** Arguments of `pip install` that stand for the connector itself. */
const CONNECTOR_ITSELF = /^(?:\.|\.\/|\.?\/?\.?\[[\w,-]+\]|\/airbyte\/\S*|(?:\.\/)?requirements\.txt)$/;

/** Commands without a lasting effect of their own. */
const HOUSEKEEPING = [
  /^(?:apt-get|apt) (?:update|upgrade|dist-upgrade|clean|autoclean|autoremove)\b/,
  /^apk (?:update|upgrade)\b/,
  /^(?:yum|dnf) (?:update|upgrade|clean)\b/,
  /^rm -\w+ (?:\/var\/(?:lib\/apt|cache)|\/root\/\.cache|\/tmp)\S*(?: \/var\S*| \/tmp\S*)*$/,
  /^echo \S*UTC > \/etc\/timezone$/,
  /^(?:cp|ln -s\w*) \/usr\/share\/zoneinfo\/\S*UTC \/etc\/localtime$/,
  /^mkdir (?:-p )?\/airbyte\S*$/,
  /^poetry (?:config|install|export|lock)\b/,
  /^pip3? cache purge$/,
  /^(?:set -\w+|true|cd \/airbyte\S*)$/,
];

type PackageManager = Extract<Customization, { kind: 'system-packages' }>['manager'];

const PACKAGE_MANAGERS: ReadonlyMap<string, { manager: PackageManager; verb: string }> = new Map([
  ['apt-get', { manager: 'apt', verb: 'install' }],
  ['apt', { manager: 'apt', verb: 'install' }],
  ['apk', { manager: 'apk', verb: 'add' }],
  ['yum', { manager: 'yum', verb: 'install' }],
  ['dnf', { manager: 'yum', verb: 'install' }],
]);

/** RUN: system packages, and every command that is not part of the common pattern. */
function runRule(text: string): readonly Customization[] {
  const { flags } = splitFlags(splitWords(text));
  const command = flags.reduce((rest, flag) => rest.slice(rest.indexOf(flag) + flag.length), text).trim();
  // A pipe or a substitution can do anything: it is reported as a whole.
  if (/\|\||\||`|\$\(/.test(command)) return [{ kind: 'other', what: 'a command of its own' }];
  return splitCommands(command).flatMap(commandCustomizations);
}

function commandCustomizations(words: readonly string[]): readonly Customization[] {
  const plain = words.filter((word, index) => index === 0 || !isQuietFlag(word)).join(' ');
  if (HOUSEKEEPING.some((pattern) => pattern.test(plain))) return [];
  const pip = pipArguments(words);
  if (pip !== null) return pipCustomizations(pip);
  const { manager, packages } = packagesOf(words) ?? {};
  if (manager !== undefined && packages !== undefined) {
    const own = packages.filter((name) => !COMMON_PACKAGES.has(name.split('=')[0] ?? name));
    return own.length === 0 ? [] : [{ kind: 'system-packages', manager, packages: own }];
  }
  return [{ kind: 'other', what: `a command of its own: ${words[0] ?? ''}` }];
}

function isQuietFlag(word: string): boolean {
  return /^(?:-y|-q+|-yq+|-qq?y|--yes|--quiet|--no-cache|--no-install-recommends|--assume-yes|--update)$/.test(word);
}

function packagesOf(words: readonly string[]): { manager: PackageManager; packages: readonly string[] } | null {
  const known = PACKAGE_MANAGERS.get(words[0] ?? '');
  const verb = known === undefined ? -1 : words.indexOf(known.verb);
  if (known === undefined || verb === -1) return null;
  const packages: string[] = [];
  for (let index = verb + 1; index < words.length; index++) {
    const word = words[index] ?? '';
    // These take a value, such as the group's name in `apk add --virtual .build-deps gcc`.
    if (word === '--virtual' || word === '-t' || word === '--repository' || word === '-o') index++;
    else if (!word.startsWith('-')) packages.push(word);
  }
  return { manager: known.manager, packages };
}

/** What follows `pip install`, or null for another command. */
function pipArguments(words: readonly string[]): readonly string[] | null {
  const [first = '', second, third] = words;
  const rest =
    /^python3?$/.test(first) && second === '-m' && third === 'pip'
      ? words.slice(3)
      : /^pip3?$/.test(first)
        ? words.slice(1)
        : null;
  return rest?.[0] === 'install' ? rest.slice(1) : null;
}

function pipCustomizations(words: readonly string[]): readonly Customization[] {
  const own = words.filter((word, index) => {
    if (word.startsWith('-') || BUILD_TOOLS.test(word)) return false;
    if (/^(?:--prefix|--target|-t)$/.test(words[index - 1] ?? '')) return false;
    return !CONNECTOR_ITSELF.test(word);
  });
  return own.length === 0 ? [] : [{ kind: 'other', what: `Python packages of its own: ${own.join(', ')}` }];
}

/** Files that the base image's build copies itself, or that only building and testing needed. */
const PROVIDED_FILES = new Set([
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
function copyRule(text: string, { packageFolder, stages }: RuleContext): readonly Customization[] {
  const { flags, rest } = splitFlags(splitWords(text));
  const paths = parseExecForm(text.slice(text.indexOf('['))) ?? rest;
  const sources = paths.slice(0, -1);
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const extra =
    from === undefined
      ? sources.filter((path) => !isProvided(path, packageFolder))
      : sources.filter((path) => !FROM_BUILDER.test(path));
  if (extra.length === 0 && (from === undefined || stages.has(from.toLowerCase()) || /^\d+$/.test(from))) return [];
  return [
    {
      kind: 'files',
      paths: from === undefined ? extra : (extra.length > 0 ? extra : sources).map((path) => `${path} of ${from}`),
    },
  ];
}

function isProvided(path: string, packageFolder: string): boolean {
  const plain = path.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (plain === packageFolder || plain.startsWith(`${packageFolder}/`)) return true;
  return PROVIDED_FILES.has(plain) || /^\$\{?CODE_PATH\}?$/.test(plain);
}

/** Set by the base image, or read only by former builds. */
const COMMON_VARIABLES = new Set(['AIRBYTE_ENTRYPOINT', 'AIRBYTE_IMPL_MODULE', 'AIRBYTE_IMPL_PATH', 'CODE_PATH']);

/** ENV, in both its forms: `NAME=value …` and `NAME value to the end`. */
function envRule(text: string): readonly Customization[] {
  return pairsOf(text)
    .filter(([name, value]) => !COMMON_VARIABLES.has(name) && !(name === 'TZ' && /^(?:Etc\/)?UTC$/.test(value)))
    .map(([name, value]) => ({ kind: 'environment', name, value }));
}

function pairsOf(text: string): readonly (readonly [string, string])[] {
  const legacy = /^([^\s=]+)\s+(.*)$/.exec(text);
  if (legacy) return [[legacy[1] ?? '', unquoted(legacy[2] ?? '')]];
  return splitWords(text).map((word) => {
    const equals = word.indexOf('=');
    return equals === -1 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
  });
}

function unquoted(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}
