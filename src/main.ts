#!/usr/bin/env node
import type * as program from './cli/main.js';
import { loadPart } from './outside/compiled-part.js';

/** The file that holds what an everyday command runs; its name, with a hash of its contents, is put in by the build. */
declare const EVERYDAY_PART: string;

const part = loadPart(new URL(EVERYDAY_PART, import.meta.url));
if (!isProgram(part.exports)) throw new Error(`${EVERYDAY_PART} is not fleetq's program`);
process.exitCode = await part.exports.main(process.argv.slice(2));
part.remember();

function isProgram(exports: object): exports is typeof program {
  return 'main' in exports && typeof exports.main === 'function';
}
