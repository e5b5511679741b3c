import type { PlacedLoss } from './loss.js';

const HEAD = `from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagger import Container
`;

/**
 * A \`build_customization.py\` with both hooks, for review: environment and system packages are carried over,
 * everything else stands there as a to-do with the instruction that it comes from.
 */
export function scaffoldHooks(losses: readonly PlacedLoss[]): string {
  const carried = losses.flatMap(statementsOf);
  const left = losses.filter((placed) => statementsOf(placed).length === 0);
  const lines = [
    HEAD,
    '',
    'async def pre_connector_install(base_image_container: Container) -> Container:',
    '    """Prepares the base image before the connector is installed."""',
    '    container = base_image_container',
    ...carried,
    '    return container',
    '',
    '',
    'async def post_connector_install(connector_container: Container) -> Container:',
    '    """Completes the container after the connector is installed."""',
    ...left.flatMap(toDo),
    '    return connector_container',
    '',
  ];
  return lines.join('\n');
}

/** Python statements for what can be carried over as it is; none for the rest. */
function statementsOf(placed: PlacedLoss): readonly string[] {
  const { loss } = placed;
  switch (loss.kind) {
    case 'environment':
      // The Dockerfile's own variables mean nothing here.
      if (loss.value.includes('$')) return [];
      return [
        origin(placed),
        `    container = container.with_env_variable(${pythonString(loss.name)}, ${pythonString(loss.value)})`,
      ];
    case 'system-packages':
      if (!loss.packages.every((name) => /^[\w.+:=~@-]+$/.test(name))) return [];
      return [
        origin(placed),
        ...debianNames(loss.manager),
        `    container = container.with_exec(["sh", "-c", ${pythonString(aptInstall(loss.packages))}])`,
      ];
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

function origin(placed: PlacedLoss): string {
  return `    # Dockerfile line ${placed.line}: ${oneLine(placed.instruction)}`;
}

function toDo(placed: PlacedLoss): readonly string[] {
  return [
    `    # TODO: carry over or drop what the Dockerfile did in line ${placed.line}:`,
    `    #   ${oneLine(placed.instruction)}`,
  ];
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** JSON's escapes are Python's as well. */
function pythonString(value: string): string {
  return JSON.stringify(value).replace(/\u007f/g, '\\u007f');
}
