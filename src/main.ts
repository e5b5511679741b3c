#!/usr/bin/env node
import { join } from 'node:path';
import type * as cli from './cli/main.js';
import { loadBundle } from './io/code-cache.js';

/** The bundle of the whole command line; its name, with a hash of its contents, is put in by the build. */
declare const CLI_BUNDLE: string;

const bundle = loadBundle(join(import.meta.dirname, CLI_BUNDLE));
if (!isCli(bundle)) throw new Error(`${CLI_BUNDLE} is not fleetq's command line`);
// Should the work ever stop short of its end, that is no success.
process.exitCode = 1;
void bundle.main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

function isCli(exports: object): exports is typeof cli {
  return 'main' in exports && typeof exports.main === 'function';
}
