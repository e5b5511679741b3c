// Bundles the command line and the library into dist/, split so that a command loads only what it needs.
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Built aside and then put in place, so that a build that fails leaves the last good one.
const aside = `dist.${process.pid}`;
try {
  await build({
    entryPoints: { fleetq: 'src/main.ts', index: 'src/index.ts' },
    outdir: aside,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    chunkNames: 'parts/[name]-[hash]',
    legalComments: 'none',
    // Bundled CommonJS libraries still ask for Node's own modules by `require`.
    banner: { js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);" },
  });
  chmodSync(`${aside}/fleetq.js`, 0o755);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${aside}/types`], { stdio: 'inherit' });
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
} finally {
  rmSync(aside, { recursive: true, force: true });
}
