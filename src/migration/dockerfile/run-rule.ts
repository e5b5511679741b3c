import type { Customization, PackageManager, SystemPackages } from './customization.js';
import { type ImageContents, debianName } from './image-contents.js';
import { pipCommand } from './pip.js';
import { parseExecForm, splitCommands, withoutFlags } from './shell-words.js';
import type { StagedInstruction } from './stages.js';
import type { Lookup } from './variables.js';
import { setsUtc } from './time-zone.js';

/** Debian packages that only compiled what now comes as wheels. */
const COMPILERS = new Set([
  'build-essential',
  'g++',
  'gcc',
  'libc-dev',
  'libc6-dev',
  'linux-libc-dev',
  'make',
  'python3-dev',
]);

/** Commands without a lasting effect of their own. Options that only answer questions are left out before. */
const HOUSEKEEPING = [
  /^(?:apt-get|apt) (?:update|upgrade|dist-upgrade|clean|autoclean|autoremove|check)(?: -\S+)*$/,
  /^(?:apt-get|apt) (?:purge|remove|autoremove)(?: [\w.+*-]+)+$/,
  /^apk (?:update|upgrade)(?: -\S+)*$/,
  /^apk (?:del|cache clean)\b/,
  /^(?:yum|dnf) (?:update|upgrade|makecache|clean(?: \w+)?)$/,
  /^mkdir (?:-p )?\/airbyte\S*$/,
  /^poetry (?:config|install|export|lock|check)\b/,
  /^(?:pip3?|python3? -m pip) (?:cache purge|check|--version|list)$/,
  /^(?:python3? --version|python3? -V)$/,
  /^python3? -m venv \/\S+$/,
  /^(?:set -\w+|true|:|exit 0|cd \/\S*|export(?: \w+=.*)?|unset .*)$/,
];

/** Caches and temporary files: what `rm` may remove without a loss. */
const THROW_AWAY = /^\/(?:var\/(?:lib\/apt|cache|tmp|log)|root\/\.cache|tmp)(?:\/(?!\.\.)[^/]*)*$/;

const PACKAGE_MANAGERS: ReadonlyMap<string, { manager: PackageManager; verb: string }> = new Map([
  ['apt-get', { manager: 'apt', verb: 'install' }],
  ['apt', { manager: 'apt', verb: 'install' }],
  ['apk', { manager: 'apk', verb: 'add' }],
  ['yum', { manager: 'yum', verb: 'install' }],
  ['dnf', { manager: 'yum', verb: 'install' }],
]);

/** A shell in a shell in a shell is nobody's habit. */
const MAX_SHELLS = 3;

/** RUN: what its commands leave behind. */
export function runRule({ text, lookup }: StagedInstruction, image: ImageContents): readonly Customization[] {
  const line = withoutFlags(text);
  const exec = parseExecForm(line);
  return exec === null
    ? lineCustomizations(line, lookup, image, MAX_SHELLS)
    : commandCustomizations(exec, lookup, image, MAX_SHELLS);
}

function lineCustomizations(
  line: string,
  lookup: Lookup,
  image: ImageContents,
  shells: number,
): readonly Customization[] {
  const commands = splitCommands(line, lookup);
  if (commands === null) return [{ kind: 'other', what: 'a command of its own' }];
  return commands.flatMap((words) => commandCustomizations(words, lookup, image, shells));
}

function commandCustomizations(
  written: readonly string[],
  lookup: Lookup,
  image: ImageContents,
  shells: number,
): readonly Customization[] {
  const words = withoutAssignments(written);
  if (words.length === 0 || isHousekeeping(words) || setsUtc(words) || isProvidedNltk(words, image)) return [];
  const script = /^(?:\/bin\/)?(?:ba|da)?sh$/.test(words[0] ?? '') && words[1] === '-c' ? words[2] : undefined;
  if (script !== undefined && words.length === 3 && shells > 0)
    return lineCustomizations(script, lookup, image, shells - 1);
  const pip = pipCommand(words);
  if (pip !== null) {
    const { packages, target } = pip;
    return packages.length === 0 ? [] : [{ kind: 'python-packages', packages, target }];
  }
  const installed = systemPackages(words, image);
  if (installed !== null) return installed.packages.length === 0 ? [] : [installed];
  return [{ kind: 'other', what: `a command of its own: ${words[0] ?? ''}` }];
}

/** `NAME=value` before a command, with or without `env`, lasts as long as the command. */
function withoutAssignments(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'env' && /^\w+=/.test(words[1] ?? '') ? words.slice(1) : words;
  const first = rest.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return first === -1 ? [] : rest.slice(first);
}

function isHousekeeping(words: readonly string[]): boolean {
  if (words[0] === 'rm') {
    const paths = words.slice(1).filter((word) => !word.startsWith('-'));
    return paths.length > 0 && paths.every((path) => THROW_AWAY.test(path));
  }
  const plain = words.filter((word, index) => index === 0 || !isQuietFlag(word)).join(' ');
  return !plain.includes('>') && HOUSEKEEPING.some((pattern) => pattern.test(plain));
}

function isQuietFlag(word: string): boolean {
  return /^(?:-y|-q+|-yq+|-qq?y|--yes|--quiet|--no-cache|--no-install-recommends|--assume-yes|--update)$/.test(word);
}

/** The packages that a command installs, or null for another command. */
function systemPackages(words: readonly string[], image: ImageContents): SystemPackages | null {
  const known = PACKAGE_MANAGERS.get(words[0] ?? '');
  const verb = known === undefined ? -1 : words.indexOf(known.verb);
  if (known === undefined || verb === -1) return null;
  const { manager } = known;
  const list: string[] = [];
  for (let index = verb + 1; index < words.length; index++) {
    const word = words[index] ?? '';
    // These take a value, such as the group's name in `apk add --virtual .build-deps gcc`.
    if (/^(?:--virtual|-t|--repository|-X|-o|-c)$/.test(word)) index++;
    else if (!word.startsWith('-')) list.push(word);
  }
  const packages = list.filter((name) => {
    const debian = debianName(manager, name);
    return debian === null || (!image.packages.has(debian) && !COMPILERS.has(debian));
  });
  return { kind: 'system-packages', manager, packages, list };
}

/** Loading data of nltk that the image has, with `python -c` or with its downloader. */
function isProvidedNltk(words: readonly string[], { nltk }: ImageContents): boolean {
  const [python = '', option, what = '', ...more] = words;
  if (!/^python3?$/.test(python)) return false;
  if (option === '-m' && what === 'nltk.downloader') return more.length > 0 && more.every((name) => nltk.has(name));
  if (option !== '-c' || more.length > 0) return false;
  const statements = what.split(/[;\n]/).map((statement) => statement.trim());
  return statements.every((statement) => {
    const [, name] = /^nltk\.download\(\s*(?:"|')(\w+)(?:"|')\s*\)$/.exec(statement) ?? [];
    return statement === '' || statement === 'import nltk' || (name !== undefined && nltk.has(name));
  });
}
