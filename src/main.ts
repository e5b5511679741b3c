#!/usr/bin/env node
import type * as program from './cli/main.js';
import { loadPart } from './io/code-cache.js';

/** The file that holds what an everyday command runs; its name, with a hash of its contents, is put in by the build. */
declare const EVERYDAY_PART: string;

const part = loadPart(import.meta.dirname, EVERYDAY_PART);
if (!isProgram(part.exports)) throw new Error(`${EVERYDAY_PART} is not fleetq's program`);
// Should the work ever stop short of its end, that is no success.
process.exitCode = 1;
void part.exports.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  part.remember();
});

function isProgram(exports: object): exports is typeof program {
  return 'main' in exports && typeof exports.main === 'function';
}
