import type { Customization } from './customization.js';
import { pipCommands } from './pip.js';
import { type Stage, type StagedInstruction, copyParts, findStage, lineageOf, resolvePath } from './stages.js';
import { isUtcCopy } from './time-zone.js';

/** What becomes of a stage. */
export type Fate =
  /** It is the image, or what the image builds on. */
  | { readonly kind: 'image' }
  /** More than Python packages are copied from it, so that what it did shows in the image. */
  | { readonly kind: 'source' }
  /** Only what lies at these paths, where Python packages are installed, is copied from it; it is thrown away. */
  | { readonly kind: 'builder'; readonly taken: readonly string[] }
  /** Docker does not even build it. */
  | { readonly kind: 'unused' };

/** Where Python packages are installed without being told another place. */
const PYTHON_PACKAGES =
  /^\/(?:install|root\/\.local|usr\/local(?:\/(?:bin|lib(?:\/python3(?:\.\d+)?(?:\/site-packages)?)?))?)$/;

/** What becomes of every stage of a Dockerfile whose last stage is the image. */
export function fatesOf(stages: readonly Stage[], escape: string): ReadonlyMap<Stage, Fate> {
  const fates = new Map<Stage, Fate>(stages.map((stage) => [stage, { kind: 'unused' }]));
  const last = stages.at(-1);
  if (last === undefined) return fates;
  const image = new Set(lineageOf(last));
  // A stage only takes from those above it, so that from the end upward all that take from a stage are known.
  for (const stage of stages.toReversed()) {
    if (image.has(stage)) fates.set(stage, { kind: 'image' });
    const fate = fates.get(stage);
    if (fate === undefined || fate.kind === 'unused') continue;
    if (stage.parent !== null && !image.has(stage.parent))
      fates.set(stage.parent, merged(fates.get(stage.parent), fate));
    for (const { from, fate: taken } of takenBy(stage, escape)) {
      const source = findStage(stages.slice(0, stages.indexOf(stage)), from);
      if (source !== null && !image.has(source)) fates.set(source, merged(fates.get(source), taken(source)));
    }
  }
  return fates;
}

/** Whether what an instruction of a stage does shows in the image. */
export function survives(
  customization: Customization,
  instruction: StagedInstruction,
  stage: Stage,
  fate: Fate,
  escape: string,
): boolean {
  if (fate.kind !== 'builder') return true;
  const { taken } = fate;
  const { keyword, hereDocument, folder } = instruction;
  switch (customization.kind) {
    case 'system-packages':
    case 'environment':
    case 'main-file':
      return false;
    case 'python-packages':
      return taken.some((path) => overlap(path, customization.target ?? '/usr/local'));
    case 'files': {
      const destination = resolvePath(folder, copyParts(instruction, escape).destination);
      return destination === null || taken.some((path) => overlap(path, destination));
    }
    case 'other':
      return (keyword === 'RUN' || hereDocument) && taken.some((path) => mayWriteTo(path, instruction, stage));
  }
}

/** Whether one of two paths lies in the other. */
function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`) || b === '/';
}

/** Whether an unknown command may write to a path: because it names it, works in it, is told by a variable, or by habit. */
function mayWriteTo(path: string, instruction: StagedInstruction, stage: Stage): boolean {
  if (path.startsWith('/usr/local') || instruction.text.includes(path)) return true;
  const { folder } = instruction;
  if (folder !== null && folder !== '/' && overlap(path, folder)) return true;
  return lineageOf(stage)
    .flatMap(({ instructions }) => instructions)
    .some(({ keyword, text }) => /^(?:ENV|ARG)$/.test(keyword) && text.includes(path));
}

/** Whether Python packages of a stage lie at a path. */
export function holdsPythonPackages(stage: Stage, path: string): boolean {
  return (
    PYTHON_PACKAGES.test(path) || pipTargets(stage).some((target) => path === target || path.startsWith(`${target}/`))
  );
}

const TARGETS = new WeakMap<Stage, readonly string[]>();

/** The folders that pip is told to install into, in a stage and in those that it builds on. */
function pipTargets(stage: Stage): readonly string[] {
  const known = TARGETS.get(stage);
  if (known !== undefined) return known;
  const own = stage.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => pipCommands(instruction))
    .flatMap(({ target }) => (target === null || target === '/' ? [] : [target]));
  const targets = [...new Set([...(stage.parent === null ? [] : pipTargets(stage.parent)), ...own])];
  TARGETS.set(stage, targets);
  return targets;
}

interface Taken {
  readonly from: string;
  readonly fate: (source: Stage) => Fate;
}

function takenBy(stage: Stage, escape: string): readonly Taken[] {
  return stage.instructions.flatMap((instruction): readonly Taken[] => {
    if (instruction.keyword === 'RUN') {
      // What a mount holds is gone after the command, whose own rule says what the command does.
      const mounts = [...instruction.text.matchAll(/--mount=\S*?\bfrom=([^\s,]+)/g)];
      return mounts.map(([, from = '']) => ({ from, fate: () => ({ kind: 'builder', taken: [] }) }));
    }
    if (instruction.keyword !== 'COPY') return [];
    const { sources, destination, from } = copyParts(instruction, escape);
    if (from === null) return [];
    const paths = sources.filter((path) => !isUtcCopy(path, destination)).map(withoutSlash);
    const fate = (source: Stage): Fate =>
      paths.every((path) => holdsPythonPackages(source, path)) ? { kind: 'builder', taken: paths } : { kind: 'source' };
    return [{ from, fate }];
  });
}

function merged(a: Fate | undefined, b: Fate): Fate {
  if (a === undefined || a.kind === 'unused') return b;
  if (a.kind === 'builder' && b.kind === 'builder') return { kind: 'builder', taken: [...a.taken, ...b.taken] };
  if (a.kind === 'image' || b.kind === 'image') return { kind: 'image' };
  return { kind: 'source' };
}

export function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/(?:\.\/?)?$/, '');
}
