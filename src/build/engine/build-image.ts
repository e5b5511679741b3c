import { parseJson } from '../../migration/parse-json.js';
import type { CaughtInterrupts } from '../../io/interrupt.js';
import { splitImageAddress } from '../../values/image-address.js';
import type { BuildPlan } from '../plan.js';
import { type BuildRequest, ENGINES } from './engines.js';
import type { EngineName } from './names.js';
import { type Ended, runProgram } from './run-program.js';

/** An engine that was found. */
export interface FoundEngine {
  readonly name: EngineName;
  readonly program: string;
}

/** What became of a build. */
export type ImageResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly step: 'pull' | 'build' | 'layers' | 'spec';
      readonly reason: string;
      /** The last lines that the engine said. */
      readonly lastLines: readonly string[];
    };

/** A connector that needs longer than this for its own specification does not answer. */
const SPEC_TIMEOUT_MS = 5 * 60_000;

/**
 * Builds a context, and looks whether it is what it should be: the layers of the pinned base image come first, and the
 * connector answers `spec`.
 */
export async function buildImage(
  plan: Pick<BuildPlan, 'name' | 'baseImage' | 'entrypoint'>,
  request: BuildRequest,
  { name: engineName, program }: FoundEngine,
  interrupts: CaughtInterrupts,
  onLine: (line: string) => void,
): Promise<ImageResult> {
  const engine = ENGINES[engineName];
  const run = (args: readonly string[], keepOutput = false, timeoutMs?: number): Promise<Ended> =>
    runProgram(program, args, { interrupts, onLine, keepOutput, ...(timeoutMs === undefined ? {} : { timeoutMs }) });

  // By its digest alone: not every engine takes a tag beside it, and none heeds it.
  const { name, digest } = splitImageAddress(plan.baseImage);
  const base = `${name}@${digest ?? ''}`;
  const pulled = await run(engine.pull(base, request.platform));
  if (pulled.exitCode !== 0) return failed('pull', `${engineName} cannot pull ${base}`, pulled);
  const built = await run(engine.build(request));
  if (built.exitCode !== 0) return failed('build', `${engineName} build ended with ${describe(built)}`, built);
  const layers = async (image: string): Promise<readonly string[] | null> => {
    const inspected = await run(engine.inspect(image), true);
    return inspected.exitCode === 0 ? engine.layersIn(inspected.output) : null;
  };
  const [own, bases] = [await layers(request.image), await layers(base)];
  if (own === null || bases === null || bases.some((layer, index) => own[index] !== layer))
    return {
      ok: false,
      step: 'layers',
      reason:
        own === null || bases === null
          ? `${engineName} does not tell the layers of ${own === null ? request.image : base}`
          : `the layers of ${base} are not the first of ${request.image}`,
      lastLines: [],
    };
  return answersSpec();

  async function answersSpec(): Promise<ImageResult> {
    const container = `fleetq-${process.pid}-${plan.name}`;
    let last: Ended | undefined;
    try {
      for (const args of engine.run(container, request, plan.entrypoint, 'spec')) {
        last = await run(args, true, SPEC_TIMEOUT_MS);
        if (last.timedOut) return failed('spec', 'spec does not answer within five minutes', last);
        if (last.exitCode !== 0) return failed('spec', `spec ended with ${describe(last)}`, last);
      }
    } finally {
      // Docker and podman have removed it by themselves where all went well.
      if (engineName === 'buildah' || last?.exitCode !== 0)
        await runProgram(program, engine.remove(container), {
          interrupts: NOT_INTERRUPTED,
          onLine: () => undefined,
          keepOutput: true,
        });
    }
    if (last?.output.split('\n').some(isSpecMessage) !== true)
      return { ok: false, step: 'spec', reason: 'spec says no SPEC message', lastLines: last?.lastLines ?? [] };
    return { ok: true };
  }
}

/** What clears away is not stopped by the interrupt that it clears away after. */
const NOT_INTERRUPTED: CaughtInterrupts = { signal: () => null, onSignal: () => () => undefined, end: () => undefined };

function failed(step: Exclude<ImageResult, { ok: true }>['step'], reason: string, { lastLines }: Ended): ImageResult {
  return { ok: false, step, reason, lastLines };
}

function describe({ exitCode }: Ended): string {
  return exitCode === null ? 'a signal' : `exit code ${exitCode}`;
}

/** Whether a line is the message by which a connector answers `spec`. Others, such as logs, may stand around it. */
export function isSpecMessage(line: string): boolean {
  if (!line.includes('SPEC')) return false;
  const message = parseJson(line);
  if (typeof message !== 'object' || message === null || !('type' in message) || !('spec' in message)) return false;
  return message.type === 'SPEC' && typeof message.spec === 'object' && message.spec !== null;
}
