import type { DockerfileContext, Loss } from './loss.js';
import { commandsOf, withoutFlags, wordsOf } from './words.js';

/** Packages of the common pattern: the base image has them, or they only compiled what now comes as wheels. */
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

/** What `pip install` installs of the connector itself. */
const CONNECTOR_ITSELF = /^(?:\.|\.\/|\.?\/?\.?\[[\w,-]+\]|\/airbyte\/\S*|(?:\.\/)?requirements\.txt)$/;

/** Commands that only keep the build going, whatever their arguments. */
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

type Manager = Extract<Loss, { kind: 'system-packages' }>['manager'];

const MANAGERS: ReadonlyMap<string, { manager: Manager; verb: string }> = new Map([
  ['apt-get', { manager: 'apt', verb: 'install' }],
  ['apt', { manager: 'apt', verb: 'install' }],
  ['apk', { manager: 'apk', verb: 'add' }],
  ['yum', { manager: 'yum', verb: 'install' }],
  ['dnf', { manager: 'yum', verb: 'install' }],
]);

/** RUN: system packages, and every command that is not part of the common pattern. */
export function readRun(text: string, _context: DockerfileContext): readonly Loss[] {
  const { flags } = withoutFlags(wordsOf(text));
  const command = flags.reduce((rest, flag) => rest.slice(rest.indexOf(flag) + flag.length), text).trim();
  // A pipe or a substitution can do anything: it is named as a whole.
  if (/\|\||\||`|\$\(/.test(command)) return [{ kind: 'other', what: 'a command of its own' }];
  return commandsOf(command).flatMap(lossOfCommand);
}

function lossOfCommand(words: readonly string[]): readonly Loss[] {
  const plain = words.filter((word, index) => index === 0 || !isQuietFlag(word)).join(' ');
  if (HOUSEKEEPING.some((pattern) => pattern.test(plain))) return [];
  const pip = pipArguments(words);
  if (pip !== null) return lossOfPip(pip);
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

function packagesOf(words: readonly string[]): { manager: Manager; packages: readonly string[] } | null {
  const known = MANAGERS.get(words[0] ?? '');
  const verb = known === undefined ? -1 : words.indexOf(known.verb);
  if (known === undefined || verb === -1) return null;
  const packages: string[] = [];
  for (let index = verb + 1; index < words.length; index++) {
    const word = words[index] ?? '';
    // `apk add --virtual .build-deps gcc`: the name of the group is no package.
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

function lossOfPip(words: readonly string[]): readonly Loss[] {
  const own = words.filter((word, index) => {
    if (word.startsWith('-') || BUILD_TOOLS.test(word)) return false;
    if (/^(?:--prefix|--target|-t)$/.test(words[index - 1] ?? '')) return false;
    return !CONNECTOR_ITSELF.test(word);
  });
  return own.length === 0 ? [] : [{ kind: 'other', what: `Python packages of its own: ${own.join(', ')}` }];
}
