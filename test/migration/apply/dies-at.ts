// Carries out edits and dies at one call of the file system. Bundled and started by transaction.test.ts.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [root = '', folder = '', deadly = '0', how = 'die'] = process.argv.slice(2);
let calls = 0;

/** Counts a call, and at the deadly one dies or fails as a broken disk would. */
function reached(): void {
  if (++calls !== Number(deadly)) return;
  if (how === 'die') process.kill(process.pid, 'SIGKILL');
  throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
}

function deadlyOnce<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    reached();
    return call(...args);
  };
}

Object.assign(fs, {
  renameSync: deadlyOnce(fs.renameSync),
  rmSync: deadlyOnce(fs.rmSync),
  writeSync: deadlyOnce(fs.writeSync),
  fsyncSync: deadlyOnce(fs.fsyncSync),
  chmodSync: deadlyOnce(fs.chmodSync),
});
syncBuiltinESMExports();

const { applyAll } = await import('../../../src/migration/apply/transaction.js');
const { exampleEdits } = await import('./example-edits.js');
applyAll(root, exampleEdits(), folder);
process.send?.('done');
