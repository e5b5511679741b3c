import { posix } from 'node:path';
import type { FleetConfig } from './config.js';

/** What stands for the name in a pattern such as `services/{name}/deploy/*.yaml`. */
export const NAME_PLACEHOLDER = '{name}';

/** The name of the connector whose metadata file lies at this path. A pattern that the path does not meet leaves the folder's name. */
export function connectorNameOf(metadataPath: string, { nameFrom }: Pick<FleetConfig, 'nameFrom'>): string {
  if (nameFrom === 'file') return posix.parse(metadataPath).name;
  const named = nameFrom === 'folder' ? undefined : patternOf(nameFrom).exec(metadataPath)?.groups?.name;
  return named ?? posix.basename(posix.dirname(metadataPath));
}

const compiled = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const source = pattern
    .split(/(\{name\}|\*\*\/|\*)/)
    .map(sourceOf)
    .join('');
  const expression = new RegExp(`^${source}$`, 'u');
  compiled.set(pattern, expression);
  return expression;
}

function sourceOf(part: string): string {
  switch (part) {
    case NAME_PLACEHOLDER:
      return '(?<name>[^/]+?)';
    case '**/':
      return '(?:[^/]+/)*';
    case '*':
      return '[^/]*';
    default:
      return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  }
}
