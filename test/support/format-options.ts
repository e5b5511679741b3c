import { type FormatOptions, NO_PAINT } from '../../src/output/format.js';

/** A pipe. */
export const PIPE: FormatOptions = {
  width: undefined,
  header: 'auto',
  paint: NO_PAINT,
  run: { time: new Date('2024-10-01T12:00:00Z'), checkout: null, warnings: [] },
};
