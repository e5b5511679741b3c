import type { FoundCustomization } from './dockerfile/customizations.js';

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

/**
 * A `build_customization.py` with both hooks, for review: environment and system packages are carried over,
 * everything else becomes a to-do with the instruction that it comes from.
 */
export function scaffoldHooks(customizations: readonly FoundCustomization[]): string {
  const lines = [
    SCAFFOLD_HEAD,
    '',
    'async def pre_connector_install(base_image_container: Container) -> Container:',
    '    """Prepares the base image before the connector is installed."""',
    '    container = base_image_container',
    ...customizations.flatMap(statementsFor),
    '    return container',
    '',
    '',
    'async def post_connector_install(connector_container: Container) -> Container:',
    '    """Completes the container after the connector is installed."""',
    ...customizations.filter((found) => statementsFor(found).length === 0).flatMap(toDo),
    '    return connector_container',
    '',
  ];
  return lines.join('\n');
}

/** Python statements for what can be carried over as it is; none for the rest. */
function statementsFor(found: FoundCustomization): readonly string[] {
  const { customization } = found;
  switch (customization.kind) {
    case 'environment': {
      const { name, value } = customization;
      // The Dockerfile's own variables mean nothing here.
      if (value.includes('$')) return [];
      return [
        origin(found),
        `    container = container.with_env_variable(${pythonString(name)}, ${pythonString(value)})`,
      ];
    }
    case 'system-packages': {
      const { manager, packages } = customization;
      if (!packages.every((name) => /^[\w.+:=~@-]+$/.test(name))) return [];
      return [
        origin(found),
        ...debianNames(manager),
        `    container = container.with_exec(["sh", "-c", ${pythonString(aptInstall(packages))}])`,
      ];
    }
    case 'files':
    case 'other':
      return [];
  }
}

function aptInstall(packages: readonly string[]): string {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')} && rm -rf /var/lib/apt/lists/*`;
}

function debianNames(manager: 'apt' | 'apk' | 'yum'): readonly string[] {
  if (manager === 'apt') return [];
  return [
    `    # TODO: the base image is Debian; these names are from ${manager === 'apk' ? 'Alpine' : 'Red Hat'}. Look up what they are called in Debian.`,
  ];
}

function origin({ line, instruction }: FoundCustomization): string {
  return `    # Dockerfile line ${line}: ${oneLine(instruction)}`;
}

function toDo({ line, instruction }: FoundCustomization): readonly string[] {
  return [`    # TODO: carry over or drop what the Dockerfile did in line ${line}:`, `    #   ${oneLine(instruction)}`];
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** JSON's escapes are Python's as well. */
function pythonString(value: string): string {
  return JSON.stringify(value).replace(/\u007f/g, '\\u007f');
}
