#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Node from version 22 on can keep compiled code from one run to the next.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') nodeModule.enableCompileCache();

const { main } = await import('./cli/main.js');
process.exitCode = await main(process.argv.slice(2));
