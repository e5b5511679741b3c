import { type FormatOptions, NO_PAINT } from '../../src/output/format.js';

/** A pipe. */
export const PIPE: FormatOptions = { width: undefined, header: 'auto', paint: NO_PAINT };
