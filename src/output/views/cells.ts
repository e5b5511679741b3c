import type { MigrationState } from '../../fleet/connector.js';
import { parseImageAddress } from '../../values/image-address.js';
import { valueText } from '../../values/to-text.js';
import type { Value } from '../../values/value.js';
import type { Cell, Tone } from '../view.js';

/** Any metadata value: plain values as words, lists and mappings as JSON, nothing for a missing one. */
export function cellOf(value: Value | undefined): Cell {
  return { text: value === undefined ? '' : valueText(value) };
}

export function supportLevelCell(level: string | null): Cell {
  return level === null ? { text: 'none', tone: 'faint' } : { text: level };
}

/** The whole address where there is room; else the image with its version, and the version alone. */
export function baseImageCell(baseImage: string | null): Cell {
  if (baseImage === null) return { text: '' };
  const parsed = parseImageAddress(baseImage);
  if (parsed.ok) {
    const { repository, tag } = parsed.image;
    return { text: baseImage, shorter: [`${repository}:${tag}`, tag] };
  }
  const { repository, tag } = parsed.parts;
  if (parsed.problem.code !== 'tag-only' || repository === undefined || tag === undefined)
    return { text: baseImage, tone: 'bad' };
  return { text: baseImage, shorter: [`${repository}:${tag} (no digest)`, `${tag} (no digest)`], tone: 'middling' };
}

const TONE_OF: Readonly<Record<MigrationState, Tone>> = { migrated: 'good', partial: 'middling', unmigrated: 'faint' };

export function migrationCell(state: MigrationState): Cell {
  return { text: state, tone: TONE_OF[state] };
}

export function yesOrNo(value: boolean): Cell {
  return { text: value ? 'yes' : 'no' };
}
