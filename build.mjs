// Bundles the command line and the library into dist/, split so that a command loads only what it needs.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';

// Bundled CommonJS libraries still ask for Node's own modules by `require`, through one helper of the bundler. Only the
// part that holds the helper gets one: a real `createRequire` in every part would cost more than all else at start-up.
const giveRequireToBundledLibraries = {
  name: 'give-require-to-bundled-libraries',
  setup(bundler) {
    bundler.initialOptions.write = false;
    bundler.onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        const helper = /typeof require\s*[!<]==?\s*"undefined"|typeof require\s*<\s*"u"/.test(text);
        writeFileSync(path, helper ? text.replace(/^(#!.*\n)?/, '$1const require=(name)=>process.getBuiltinModule(name);') : text);
      }
    });
  },
};

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
    minifySyntax: true,
    minifyWhitespace: true,
    plugins: [giveRequireToBundledLibraries],
  });
  chmodSync(`${aside}/fleetq.js`, 0o755);
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${aside}/types`], { stdio: 'inherit' });
  rmSync('dist', { recursive: true, force: true });
  renameSync(aside, 'dist');
} finally {
  rmSync(aside, { recursive: true, force: true });
}
