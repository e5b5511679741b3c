import { type Line, parseLine } from './line.js';

/** Enough for a fleet of hundreds; of a larger one these still are the lines that come again and again. */
const MOST = 8192;

const known = new Map<string, Line>();

/**
 * What a line says by itself. Three of four lines of a fleet were in an earlier file too, and to find one takes a fifth
 * of the time that taking it apart would.
 *
 * @throws Refused
 */
export function knownLine(source: string): Line {
  return known.get(source) ?? learn(source);
}

function learn(source: string): Line {
  const line = parseLine(source);
  if (known.size === MOST) known.clear();
  known.set(source, line);
  return line;
}
