import { type Line, parseLine } from './line.js';

/** Enough for a fleet of hundreds; of a larger one these still are the lines that come again and again. */
const MOST = 8192;

/**
 * What is known of lines, by their characters. Three of four lines of a fleet were in an earlier file too, and to find
 * one here takes a fifth of the time that taking it apart would.
 */
export const knownLines = new Map<string, Line>();

/** @throws Refused */
export function learnLine(source: string): Line {
  const line = parseLine(source);
  if (knownLines.size === MOST) knownLines.clear();
  knownLines.set(source, line);
  return line;
}
