import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PROJECT, plainEnvironment } from '../support/run-fleetq.js';
import { temporaryFolder } from '../support/temporary-fleet.js';

export interface Packed {
  readonly tarball: string;
  /** Paths inside of the package. */
  readonly files: readonly string[];
}

const Description = z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) });

/** What `npm publish` would send, made of the build that is there. */
export async function pack(): Promise<Packed> {
  const folder = temporaryFolder();
  // Without scripts: `prepare` would build anew below the feet of other tests.
  const output = await npm(['pack', PROJECT, '--json', '--ignore-scripts', '--pack-destination', folder], folder);
  // A list of packages in older npm, an object by name in newer.
  const [described]: unknown[] = Object.values(
    z.union([z.array(z.unknown()), z.looseObject({})]).parse(JSON.parse(output)),
  );
  const { filename, files } = Description.parse(described);
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/** `npm install --global` into a folder of its own. No registry is asked: the package needs nothing else. */
export async function installGlobally(tarball: string): Promise<string> {
  const prefix = temporaryFolder();
  await npm(['install', '--global', '--prefix', prefix, '--offline', tarball], prefix);
  return prefix;
}

export async function npm(args: readonly string[], cwd: string): Promise<string> {
  // npm would otherwise hand the settings of the `npm test` around it down to this one.
  const environment = Object.entries(plainEnvironment()).filter(([name]) => !/^npm_/i.test(name));
  const all = [...args, '--no-audit', '--no-fund', '--no-update-notifier'];
  const { stdout } = await promisify(execFile)('npm', all, { cwd, env: Object.fromEntries(environment) });
  return stdout;
}

/** Whether npm's registry answers; in CI it has to. */
export async function hasRegistry(): Promise<boolean> {
  if (process.env.CI === 'true') return true;
  try {
    await npm(['ping', '--fetch-timeout=5000', '--fetch-retries=0'], PROJECT);
    return true;
  } catch {
    return false;
  }
}
