import { FleetqError } from '../errors.js';
import type { Probe } from '../fleet/folder-facts.js';
import type { Fleet } from '../fleet/scan.js';
import {
  type FindLatest,
  imageFromOption,
  latestFromFleet,
  latestFromOption,
  latestFromRegistry,
  pythonImageName,
} from '../migration/latest.js';
import type { RegistryClient } from '../migration/registry/client.js';
import { imageName } from '../values/image-address.js';
import * as options from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { CliContext } from './context.js';

/** How the command line wants the latest base image to be found. */
export interface LatestImages {
  readonly find: FindLatest;
  /** The image that Python connectors are built on, without a tag. */
  readonly pythonImage: string;
  /** Clients for the registries that addresses name: one deadline holds for all that a run asks of them. */
  readonly clients: () => Promise<(registry: string) => RegistryClient>;
}

export async function latestImages(
  args: Arguments,
  context: CliContext,
  fleet: Fleet,
  probe: Probe,
): Promise<LatestImages> {
  const given = args.get(options.baseImage);
  const fromRegistry = args.get(options.latestFrom) === 'registry';
  if (given !== undefined && fromRegistry)
    throw new FleetqError('usage', '--base-image says what the latest is, and --latest-from registry asks for it', [
      'leave one of them out',
    ]);
  let opened: ReturnType<typeof clientsOf> | undefined;
  const clients = (): ReturnType<typeof clientsOf> => (opened ??= clientsOf(args, context));
  const find = fromRegistry ? latestFromRegistry(await clients()) : latestFromFleet(fleet.connectors);
  if (given === undefined) return { find, clients, pythonImage: await pythonImageName(fleet.connectors, probe) };
  const image = imageFromOption(given);
  return { find: latestFromOption(image, find), clients, pythonImage: imageName(image) };
}

/** Clients for the registries that addresses name, or for the one that `--registry` names. */
async function clientsOf(args: Arguments, context: CliContext): Promise<(registry: string) => RegistryClient> {
  const { registryClients } = await import('../migration/registry/client.js');
  return registryClients({ registry: args.get(options.registry) ?? null, variables: context.variables });
}
