import { posix } from 'node:path';
import { parseJson } from '../../migration/parse-json.js';
import type { EngineName } from './names.js';

/** What a build is asked for. */
export interface BuildRequest {
  /** The folder of the context. */
  readonly context: string;
  /** `airbyte/source-x:dev`. */
  readonly image: string;
  readonly platform: string | null;
  readonly buildArgs: readonly string[];
}

/** How one engine is told to do things: the words of each command line. */
export interface Engine {
  readonly pull: (image: string, platform: string | null) => readonly string[];
  readonly build: (request: BuildRequest) => readonly string[];
  readonly inspect: (image: string) => readonly string[];
  /** Digests of an image's layers, the base's first, in what `inspect` prints; null where there are none. */
  readonly layersIn: (output: string) => readonly string[] | null;
  /** Command lines that run a command of an image in a container of this name; the last one's output counts. */
  readonly run: (
    container: string,
    request: BuildRequest,
    entrypoint: readonly string[],
    command: string,
  ) => readonly (readonly string[])[];
  readonly remove: (container: string) => readonly string[];
}

const platformOption = (platform: string | null): readonly string[] =>
  platform === null ? [] : ['--platform', platform];

const buildOptions = ({ context, image, platform, buildArgs }: BuildRequest): readonly string[] => [
  '--file',
  posix.join(context, 'Containerfile'),
  '--tag',
  image,
  ...platformOption(platform),
  ...buildArgs.flatMap((arg) => ['--build-arg', arg]),
  context,
];

const docker: Engine = {
  pull: (image, platform) => ['pull', ...platformOption(platform), image],
  build: (request) => ['build', ...buildOptions(request)],
  inspect: (image) => ['image', 'inspect', image],
  layersIn: (output) => textsAt(output, [0, 'RootFS', 'Layers']),
  run: (container, { image, platform }, _, command) => [
    ['run', '--rm', '--name', container, '--pull', 'never', ...platformOption(platform), image, command],
  ],
  remove: (container) => ['rm', '--force', container],
};

const buildah: Engine = {
  pull: docker.pull,
  build: docker.build,
  inspect: (image) => ['inspect', '--type', 'image', image],
  layersIn: (output) => textsAt(output, ['OCIv1', 'rootfs', 'diff_ids']),
  // It knows the entrypoint of an image, and does not run it.
  run: (container, { image, platform }, entrypoint, command) => [
    ['from', '--name', container, '--pull-never', ...platformOption(platform), image],
    ['run', container, '--', ...entrypoint, command],
  ],
  remove: (container) => ['rm', container],
};

export const ENGINES: Readonly<Record<EngineName, Engine>> = { docker, podman: docker, buildah };

function textsAt(output: string, keys: readonly (string | number)[]): readonly string[] | null {
  let value: unknown = parseJson(output);
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}
