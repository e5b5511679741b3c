import type { FoundCustomization, SystemPackages } from './dockerfile/customization.js';
import type { DockerfileAnalysis } from './dockerfile/customizations.js';
import { debianName } from './dockerfile/image-contents.js';

/** The hooks of `build_customization.py` that the build calls. */
const HOOKS = ['pre_connector_install', 'post_connector_install'] as const;

export interface Hook {
  readonly name: (typeof HOOKS)[number];
  readonly async: boolean;
  /** From 1. */
  readonly line: number;
}

/** The hooks that a Python module defines at its top level; of two of one name, the last. Strings and comments define nothing. */
export function findHooks(module: string): readonly Hook[] {
  const found = new Map<string, Hook>();
  blankStrings(module)
    .split(/\r?\n/)
    .forEach((line, index) => {
      const definition = /^(async[ \t]+)?def[ \t]+(\w+)[ \t]*[([]/.exec(line);
      const name = HOOKS.find((hook) => hook === definition?.[2]);
      if (name !== undefined) found.set(name, { name, async: definition?.[1] !== undefined, line: index + 1 });
    });
  return [...found.values()];
}

/** Blanks out strings and comments; line ends stay, so that line numbers do. */
function blankStrings(module: string): string {
  const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
  return module.replace(
    /"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#[^\r\n]*/g,
    (text) => (text.startsWith('#') ? blank(text) : `_${blank(text.slice(1))}`),
  );
}

const SCAFFOLD_HEAD = `from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagger import Container
`;

/** The line length that Airbyte formats Python to. */
const LINE_LENGTH = 140;

/**
 * A `build_customization.py` with both hooks, for review: environment, system packages and the main file are carried
 * over, everything else becomes a to-do with the instruction that it comes from, one each.
 */
export function scaffoldHooks(analysis: DockerfileAnalysis): string {
  const { customizations, companions } = analysis;
  const found = [...customizations, ...companions].sort((a, b) => a.line - b.line);
  const toDos = onePerInstruction(customizations.filter((one) => !isCarried(one)));
  const forPython = toDos.filter(({ customization }) => customization.kind === 'python-packages');
  const lines = [
    SCAFFOLD_HEAD,
    ...mainFileName(found),
    '',
    'async def pre_connector_install(base_image_container: Container) -> Container:',
    '    """Prepares the base image before the connector is installed."""',
    ...otherPython(analysis),
    '    container = base_image_container',
    ...statements(found),
    ...forPython.flatMap((one) => toDo(one, "move these Python packages into the connector's own dependencies, from")),
    '    return container',
    '',
    '',
    'async def post_connector_install(connector_container: Container) -> Container:',
    '    """Completes the container after the connector is installed."""',
    ...toDos
      .filter((one) => !forPython.includes(one))
      .flatMap((one) => toDo(one, 'carry over or drop what the Dockerfile did in')),
    '    return connector_container',
    '',
  ];
  return lines.join('\n');
}

/** Whether hooks or the module can do what the Dockerfile did, without somebody's help. */
function isCarried({ customization }: FoundCustomization): boolean {
  switch (customization.kind) {
    case 'environment':
      // The Dockerfile's own variables mean nothing here.
      return !customization.value.includes('$');
    case 'system-packages':
      return customization.list.every((name) => /^[\w.+:=~@-]+$/.test(name));
    case 'main-file':
      return true;
    case 'python-packages':
    case 'files':
    case 'other':
      return false;
  }
}

/** The first customization of each instruction. */
function onePerInstruction(found: readonly FoundCustomization[]): readonly FoundCustomization[] {
  return found.filter((one, index) => found.findIndex(({ line }) => line === one.line) === index);
}

/** The build reads the name from the module. */
function mainFileName(found: readonly FoundCustomization[]): readonly string[] {
  const files = found.flatMap(({ customization }) => (customization.kind === 'main-file' ? [customization.file] : []));
  return files[0] === undefined ? [] : [`MAIN_FILE_NAME = ${pythonString(files[0])}`, ''];
}

function otherPython({ python }: DockerfileAnalysis): readonly string[] {
  if (python === null) return [];
  const { dockerfile, image } = python;
  return [
    `    # TODO: the Dockerfile had Python ${dockerfile}, the base image has ${image}: check that the connector runs on it.`,
  ];
}

/** Python statements for what is carried over, each instruction named once. */
function statements(found: readonly FoundCustomization[]): readonly string[] {
  let named = 0;
  return found.filter(isCarried).flatMap((one) => {
    const statement = statementFor(one);
    if (statement.length === 0) return [];
    const origin =
      one.line === named ? [] : [`    # Dockerfile line ${one.line}: ${shortened(oneLine(one.instruction))}`];
    named = one.line;
    return [...origin, ...statement];
  });
}

function statementFor({ customization }: FoundCustomization): readonly string[] {
  switch (customization.kind) {
    case 'environment': {
      const { name, value } = customization;
      return call('with_env_variable', `${pythonString(name)}, ${pythonString(value)}`);
    }
    case 'system-packages': {
      const { names, unknown } = debianPackages(customization);
      return call('with_exec', `["sh", "-c", ${pythonString(aptInstall(names))}]`, unknown);
    }
    case 'main-file':
    case 'python-packages':
    case 'files':
    case 'other':
      return [];
  }
}

/** A call on one line, or on three where that is too long, below its to-dos. */
function call(method: string, parameters: string, toDos: readonly string[] = []): readonly string[] {
  const line = `    container = container.${method}(${parameters})`;
  return line.length <= LINE_LENGTH
    ? [...toDos.map((toDo) => `    ${toDo}`), line]
    : [`    container = container.${method}(`, ...[...toDos, parameters].map((inner) => `        ${inner}`), '    )'];
}

function aptInstall(packages: readonly string[]): string {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')} && rm -rf /var/lib/apt/lists/*`;
}

/** The whole list under Debian's names, and a to-do for names that nobody wrote down. */
function debianPackages({ manager, list }: SystemPackages): { names: readonly string[]; unknown: readonly string[] } {
  if (manager === 'apt') return { names: list, unknown: [] };
  const unknown = list.filter((name) => debianName(manager, name) === null);
  const distribution = manager === 'apk' ? 'Alpine' : 'Red Hat';
  return {
    names: [...new Set(list.map((name) => debianName(manager, name) ?? name))],
    unknown:
      unknown.length === 0
        ? []
        : [
            `# TODO: the base image is Debian; these names are from ${distribution}: ${unknown.join(', ')}. Look up what they are called in Debian.`,
          ],
  };
}

function toDo({ line, instruction }: FoundCustomization, what: string): readonly string[] {
  return [`    # TODO: ${what} line ${line}:`, `    #   ${oneLine(instruction)}`];
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function shortened(text: string): string {
  return text.length > LINE_LENGTH - 30 ? `${text.slice(0, LINE_LENGTH - 33)}...` : text;
}

/** JSON's escapes are Python's as well. */
function pythonString(value: string): string {
  return JSON.stringify(value).replace(/\u007f/g, '\\u007f');
}
