import type { Language, MigrationState } from '../../fleet/connector.js';
import { parseImageAddress } from '../../values/image-address.js';
import { valueText } from '../../values/to-text.js';
import type { Value } from '../../values/value.js';
import type { Cell, Tone } from '../view.js';

/** Any metadata value: plain values as words, lists and mappings as JSON, nothing for a missing one. */
export function valueCell(value: Value | undefined): Cell {
  return { text: value === undefined ? '' : valueText(value) };
}

export function numberCell(value: number): Cell {
  return { text: String(value) };
}

export function languageCell(language: Language | null): Cell {
  return language === null ? { text: 'none', tone: 'faint' } : { text: language };
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

/** A share of one, to four places: more would be noise in a document that is compared. */
export function roundedShare(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** A fraction for programs, percent for people. Nothing where there is no whole to have a share of. */
export function shareCell(share: number | null): Cell {
  return share === null ? { text: '', shown: '–' } : { text: String(roundedShare(share)), shown: percent(share) };
}

const BAR_LENGTH = 10;

/** The same with a bar in front, where there is room for one. */
export function barCell(share: number | null): Cell {
  if (share === null) return shareCell(share);
  const full = Math.round(share * BAR_LENGTH);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
  return {
    ...shareCell(share),
    shown: `${bar} ${percent(share).padStart('100.0%'.length)}`,
    shorter: [percent(share)],
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
