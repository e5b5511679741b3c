import type { ScalarKind } from '../scalars/implicit.js';

const PREFIX = 'tag:yaml.org,2002:';

export type CollectionKind = 'sequence' | 'mapping' | 'set' | 'pairs';
export type TagKind = ScalarKind | CollectionKind | 'binary';

const KINDS: ReadonlyMap<string, TagKind> = new Map<string, TagKind>([
  [`${PREFIX}str`, 'string'],
  [`${PREFIX}null`, 'null'],
  [`${PREFIX}bool`, 'boolean'],
  [`${PREFIX}int`, 'integer'],
  [`${PREFIX}float`, 'float'],
  [`${PREFIX}timestamp`, 'timestamp'],
  [`${PREFIX}binary`, 'binary'],
  [`${PREFIX}merge`, 'merge'],
  [`${PREFIX}value`, 'value'],
  [`${PREFIX}seq`, 'sequence'],
  [`${PREFIX}map`, 'mapping'],
  [`${PREFIX}set`, 'set'],
  [`${PREFIX}omap`, 'pairs'],
  [`${PREFIX}pairs`, 'pairs'],
]);

/** What a resolved tag stands for; undefined for a tag that PyYAML's safe loader does not know. */
export const kindOfTag = (tag: string): TagKind | undefined => KINDS.get(tag);

export const describeTag = (tag: string): string => (tag.startsWith(PREFIX) ? `!!${tag.slice(PREFIX.length)}` : tag);
