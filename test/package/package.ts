import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT, plainEnvironment } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

export interface Packed {
  readonly tarball: string;
  /** Paths inside of the package. */
  readonly files: readonly string[];
}

/** What `npm publish` would send, made of the build that is there. */
export function pack(): Packed {
  const folder = temporaryFolder();
  // Without scripts: `prepare` would build anew below the feet of other tests.
  const output = npm(['pack', PROJECT, '--json', '--ignore-scripts', '--pack-destination', folder], folder);
  const answer: unknown = JSON.parse(output);
  const [description] = Array.isArray(answer) ? answer : Object.values(answer as object);
  const { filename, files } = description as { filename: string; files: { path: string }[] };
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** `npm install --global` into a folder of its own. No registry is asked: the package needs nothing else. */
export function installGlobally(tarball: string): string {
  const prefix = temporaryFolder();
  npm(['install', '--global', '--prefix', prefix, '--offline', tarball], prefix);
  return prefix;
}

export function npm(args: readonly string[], cwd: string): string {
  // npm would otherwise hand the settings of the `npm test` around it down to this one.
  const environment = Object.entries(plainEnvironment()).filter(([name]) => !/^npm_/i.test(name));
  const all = [...args, '--no-audit', '--no-fund', '--no-update-notifier'];
  return execFileSync('npm', all, { cwd, env: Object.fromEntries(environment), encoding: 'utf8', stdio: 'pipe' });
}
