import { createRequire } from 'node:module';
import { textWidth } from '../../src/text/width.js';

// The build puts fleetq's own measure in the place of string-width (build.mjs); so do the tests that run the sources.
const require = createRequire(createRequire(import.meta.url).resolve('cli-table3'));
const REPLACED = 'string-width';
const path = require.resolve(REPLACED);
require(path);
const loaded = require.cache[path];
if (loaded === undefined) throw new Error(`${REPLACED} is not where cli-table3 would look for it`);
loaded.exports = textWidth;
