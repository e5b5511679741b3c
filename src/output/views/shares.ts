import type { Cell } from '../view.js';

const BAR_LENGTH = 10;

/** A share of one, to four places: more would be noise in a document that is compared. */
export function roundedShare(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** A fraction for programs, percent for people. Nothing where there is no whole to have a share of. */
export function shareCell(share: number | null): Cell {
  return share === null ? { text: '', shown: '–' } : { text: String(roundedShare(share)), shown: percent(share) };
}

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
