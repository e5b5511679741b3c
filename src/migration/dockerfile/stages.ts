import type { Instruction, Instructions } from './instructions.js';
import { parseExecForm, splitFlags, splitWords, withoutFlags } from './shell-words.js';
import { type Lookup, expandText } from './variables.js';

/** A build stage: a `FROM` and what follows it. */
export interface Stage {
  readonly instructions: readonly StagedInstruction[];
  /** What follows `FROM`, expanded: an image, or a stage further up. */
  readonly from: string;
  /** The stage that it builds on. */
  readonly parent: Stage | null;
  /** Lower case; null where the stage has none. */
  readonly name: string | null;
}

/** An instruction with what Docker knows when it comes to it. */
export interface StagedInstruction extends Instruction {
  readonly lookup: Lookup;
  /** The working folder; null where the Dockerfile does not say. */
  readonly folder: string | null;
}

/** What COPY and ADD take from where: both expanded. */
export interface CopyParts {
  readonly sources: readonly string[];
  readonly destination: string;
  /** A stage, its number or an image; null for the connector's folder. */
  readonly from: string | null;
}

/** The longest value that is remembered. */
const MAX_VALUE = 4096;

/** The stages in order. What stands before the first `FROM` is in none: Docker allows only `ARG` there. */
export function stagesOf({ instructions, escape }: Instructions): readonly Stage[] {
  const stages: Stage[] = [];
  const ends = new Map<Stage, Scope>();
  let global: Values = new Map();
  let open: { readonly scope: Scope; readonly instructions: StagedInstruction[] } | null = null;
  const start = (stage: Omit<Stage, 'instructions'>): NonNullable<typeof open> => {
    const scope = new Scope(global, stage.parent === null ? undefined : ends.get(stage.parent));
    const started = { scope, instructions: [] };
    const whole = { ...stage, instructions: started.instructions };
    stages.push(whole);
    ends.set(whole, scope);
    return started;
  };
  for (const instruction of instructions) {
    const lookup = lookupIn(new Map(), global);
    if (instruction.keyword === 'FROM') {
      const [from = '', as = '', name] = splitFlags(splitWords(instruction.text, { lookup, escape })).rest;
      const called = /^as$/i.test(as) ? (name?.toLowerCase() ?? null) : null;
      open = start({ from, parent: findStage(stages, from), name: called });
      open.instructions.push({ ...instruction, lookup, folder: null });
    } else if (open === null && instruction.keyword === 'ARG') {
      global = new Map([...global, ...argumentsOf({ text: instruction.text, lookup }, escape, new Map())]);
    } else {
      // A file that starts without FROM is no Dockerfile; nothing in it goes unnamed all the same.
      open ??= start({ from: '', parent: null, name: null });
      open.instructions.push(open.scope.enter(instruction, escape));
    }
  }
  return stages;
}

/** The stage of a name or number; Docker takes the last of one name, and does not tell upper from lower case. */
export function findStage(stages: readonly Stage[], reference: string): Stage | null {
  const named = stages.findLast(({ name }) => name === reference.toLowerCase());
  return named ?? (/^\d{1,4}$/.test(reference) ? (stages[Number(reference)] ?? null) : null);
}

/** A stage and those that it builds on, the first one first. */
export function lineageOf(stage: Stage): readonly Stage[] {
  const lineage: Stage[] = [];
  for (let at: Stage | null = stage; at !== null; at = at.parent) lineage.unshift(at);
  return lineage;
}

/** The parts of a COPY or an ADD. */
export function copyParts(instruction: StagedInstruction, escape: string): CopyParts {
  const { text, lookup } = instruction;
  const { flags, rest } = splitFlags(splitWords(text, { lookup, escape }));
  const exec = parseExecForm(withoutFlags(text));
  const paths = exec?.map((path) => expandText(path, lookup)) ?? rest;
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length) ?? null;
  return { sources: paths.slice(0, -1), destination: paths.at(-1) ?? '', from };
}

/** The pairs of ENV and LABEL, in both forms: `NAME=value ...` and `NAME value to the end`. Expanded. */
export function pairsOf({ text, lookup }: StagedInstruction, escape: string): readonly (readonly [string, string])[] {
  const legacy = /^([^\s=]+)\s+(\S.*)$/.exec(text);
  if (legacy) return [[legacy[1] ?? '', splitWords(legacy[2] ?? '', { lookup, escape, keepSpace: true })[0] ?? '']];
  return splitWords(text, { lookup, escape }).map((word) => {
    const equals = word.indexOf('=');
    return equals === -1 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)];
  });
}

/** A path in the image, absolute and without `.` and `..`; null where the folder is not known. */
export function resolvePath(folder: string | null, path: string): string | null {
  if (!path.startsWith('/') && folder === null) return null;
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : (folder ?? '')}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What a stage knows, instruction by instruction. Maps are replaced, never changed: each instruction keeps its own time's. */
class Scope {
  readonly #global: Values;
  #environment: Values;
  #arguments: Values = new Map();
  #folder: string | null;

  constructor(global: Values, parent?: Scope) {
    this.#global = global;
    this.#environment = parent === undefined ? new Map() : parent.#environment;
    this.#folder = parent === undefined ? null : parent.#folder;
  }

  /** What is known at an instruction, which is then executed: its own variables count from the next one on. */
  enter(instruction: Instruction, escape: string): StagedInstruction {
    const lookup = lookupIn(this.#environment, this.#arguments);
    const staged = { ...instruction, lookup, folder: this.#folder };
    if (instruction.keyword === 'ENV')
      this.#environment = new Map([...this.#environment, ...pairsOf(staged, escape).map(remembered)]);
    if (instruction.keyword === 'ARG')
      this.#arguments = new Map([...this.#arguments, ...argumentsOf(staged, escape, this.#global)]);
    if (instruction.keyword === 'WORKDIR') {
      const path = splitWords(instruction.text, { lookup, escape })[0] ?? '';
      this.#folder = path.includes('$') ? null : resolvePath(this.#folder, path);
    }
    return staged;
  }
}

/** Undefined for what is set to something that is not known. */
type Values = ReadonlyMap<string, string | undefined>;

/** The environment hides arguments of the same name. */
function lookupIn(environment: Values, args: Values): Lookup {
  return (name) => (environment.has(name) ? environment.get(name) : args.get(name));
}

/** An argument that a stage only names has the default from before the first `FROM`. */
function argumentsOf(
  { text, lookup }: Pick<StagedInstruction, 'text' | 'lookup'>,
  escape: string,
  global: Values,
): readonly (readonly [string, string | undefined])[] {
  return splitWords(text, { lookup, escape }).map((word) => {
    const equals = word.indexOf('=');
    return equals === -1 ? [word, global.get(word)] : remembered([word.slice(0, equals), word.slice(equals + 1)]);
  });
}

/** A value that holds a variable which nobody knows is not known itself. */
function remembered([name, value]: readonly [string, string]): readonly [string, string | undefined] {
  return [name, value.length > MAX_VALUE || value.includes('$') ? undefined : value];
}
