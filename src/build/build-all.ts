import { join } from 'node:path';
import { FleetqError } from '../errors.js';
import type { ProbedConnector } from '../fleet/connector.js';
import { FleetReader } from '../io/fleet-reader.js';
import type { CaughtInterrupts } from '../io/interrupt.js';
import { writeContext } from '../io/write-context.js';
import { containerfile } from './containerfile.js';
import { type FoundEngine, buildImage } from './engine/build-image.js';
import { planBuild } from './plan-build.js';
import { type BuildPlan, BuildRefusal } from './plan.js';

/** What is to become of every connector. */
export interface BuildsRequest {
  /** The folder that contexts go into, each under its connector's name. */
  readonly folder: string;
  /** Connectors that somebody asked for by name: one of these is not just passed over. */
  readonly named: readonly string[];
  /** Null where only contexts are written. */
  readonly engine: FoundEngine | null;
  readonly tag: string;
  readonly platform: string | null;
  readonly buildArgs: readonly string[];
  readonly interrupts: CaughtInterrupts;
  /** Is told of each connector before it is its turn. */
  readonly onStart: (name: string, done: number, total: number) => void;
  /** Is given what the engine says. */
  readonly onLine: (line: string) => void;
}

/** What became of a connector. */
export type Build =
  | ({ readonly outcome: 'written' } & Planned)
  | ({ readonly outcome: 'built'; readonly image: string } & Planned)
  | ({
      readonly outcome: 'failed';
      readonly image: string;
      readonly reason: string;
      readonly lastLines: readonly string[];
    } & Planned)
  | { readonly outcome: 'refused' | 'skipped'; readonly connector: ProbedConnector; readonly reason: string };

interface Planned {
  readonly connector: ProbedConnector;
  readonly baseImage: string;
  /** The folder of its context. */
  readonly context: string;
  /** What the context holds, relative to it. The bytes of a whole fleet would take too much memory. */
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Builds connectors one after the other, until all are done or somebody interrupts. */
export async function buildAll(
  root: string,
  connectors: readonly ProbedConnector[],
  request: BuildsRequest,
): Promise<readonly Build[]> {
  const reader = new FleetReader(root);
  const builds: Build[] = [];
  for (const connector of connectors) {
    if (request.interrupts.signal() !== null) break;
    request.onStart(connector.name, builds.length, connectors.length);
    const isTaken = builds.some((build) => build.connector.name === connector.name);
    builds.push(
      isTaken
        ? { outcome: 'refused', connector, reason: 'another connector of the same name is built already' }
        : await buildOne(connector, reader, request),
    );
    // Lets an interrupt through: contexts are written without a pause.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return builds;
}

async function buildOne(connector: ProbedConnector, reader: FleetReader, request: BuildsRequest): Promise<Build> {
  const { name } = connector;
  const context = join(request.folder, name);
  let plan: BuildPlan;
  try {
    plan = await planBuild(connector, reader);
    const text = Buffer.from(containerfile(plan));
    writeContext(context, [...plan.files, { path: 'Containerfile', bytes: text, mode: 0o644 }]);
  } catch (error) {
    return refusalOf(connector, error, request);
  }
  const { baseImage, notes } = plan;
  const files = ['Containerfile', ...plan.files.map(({ path }) => path)];
  const planned: Planned = { connector, baseImage, context, files, notes };
  const { engine, platform, buildArgs } = request;
  if (engine === null) return { outcome: 'written', ...planned };
  const image = `airbyte/${name}:${request.tag}`;
  const asked = { context, image, platform, buildArgs };
  const result = await buildImage(plan, asked, engine, request.interrupts, request.onLine);
  return result.ok
    ? { outcome: 'built', image, ...planned }
    : { outcome: 'failed', image, reason: result.reason, lastLines: result.lastLines, ...planned };
}

function refusalOf(connector: ProbedConnector, error: unknown, { named }: BuildsRequest): Build {
  if (error instanceof BuildRefusal) {
    const isPassedOver = error.kind === 'inapplicable' && !named.includes(connector.name);
    return { outcome: isPassedOver ? 'skipped' : 'refused', connector, reason: error.message };
  }
  if (error instanceof FleetqError && error.code === 'refused')
    return { outcome: 'refused', connector, reason: [error.message, ...error.hints].join('; ') };
  throw error;
}
