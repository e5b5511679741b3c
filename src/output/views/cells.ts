import type { Language, MigrationState } from '../../fleet/connector.js';
import {
  DEFAULT_REGISTRY,
  isPinned,
  parseImageAddress,
  shortDigest,
  splitImageAddress,
} from '../../values/image-address.js';
import { valueText } from '../../values/to-text.js';
import type { Value } from '../../values/value.js';
import type { Cell, Tone } from '../view.js';

/** Any metadata value: plain values as words, lists and mappings as JSON, nothing for a missing one. */
export function valueCell(value: Value | undefined): Cell {
  if (value === undefined) return { text: '' };
  return typeof value === 'string' && isPinned(value) ? imageCell(value) : { text: valueText(value) };
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

/**
 * An image address as every command shows it: repository, tag and the beginning of the digest, which goes first where
 * there is no room.
 */
export function imageCell(address: string): Cell {
  const parsed = parseImageAddress(address);
  const { registry, repository, tag, digest } = parsed.ok ? parsed.image : { ...NO_PARTS, ...parsed.parts };
  if (repository === undefined) return { text: address, tone: 'bad' };
  const folder = registry === undefined || registry === DEFAULT_REGISTRY ? '' : `${registry}/`;
  const tagged = tag === undefined ? '' : `:${tag}`;
  const name = `${folder}${repository}${tagged}`;
  if (digest !== undefined)
    return {
      text: address,
      brief: true,
      shorter: [`${name}@${shortDigest(digest)}`, name],
      ...(parsed.ok ? {} : { tone: 'bad' }),
    };
  const missing = tag === undefined ? ' (no tag)' : ' (no digest)';
  return {
    text: address,
    brief: true,
    shorter: [`${name}${missing}`],
    tone: tag === undefined ? 'bad' : 'middling',
  };
}

const NO_PARTS = { registry: undefined, repository: undefined, tag: undefined, digest: undefined };

/** The same in a row about a connector, where the tag alone still says what matters. */
export function baseImageCell(baseImage: string | null): Cell {
  if (baseImage === null) return { text: '' };
  const cell = imageCell(baseImage);
  const { tag, digest } = splitImageAddress(baseImage);
  const { shorter = [] } = cell;
  if (tag === null || shorter.length === 0) return cell;
  return { ...cell, shorter: [...shorter, digest === null ? `${tag} (no digest)` : tag] };
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
  const full = withinEnds(Math.round(share * BAR_LENGTH), share, [1, BAR_LENGTH - 1]);
  const bar = '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
  return {
    ...shareCell(share),
    shown: `${bar} ${percent(share).padStart('100.0%'.length)}`,
    shorter: [percent(share)],
  };
}

function percent(share: number): string {
  return `${withinEnds(share * 100, share, [0.1, 99.9]).toFixed(1)}%`;
}

/** Only all of it looks like all of it, and only nothing like nothing: rounding stops before either end. */
function withinEnds(rounded: number, share: number, [least, most]: readonly [number, number]): number {
  return share <= 0 || share >= 1 ? rounded : Math.min(most, Math.max(least, rounded));
}
