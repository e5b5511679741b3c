import type { ImageAddress } from '../../values/image-address.js';
import { type Customization, type FoundCustomization, summaryOf } from './customization.js';
import { imageContents } from './image-contents.js';
import { FORMER_VARIABLES, INSTRUCTION_RULES, mainFileIn } from './instruction-rules.js';
import { parseInstructions } from './instructions.js';
import type { RuleContext } from './rule-context.js';
import { type Stage, type StagedInstruction, lineageOf, pairsOf, stagesOf } from './stages.js';
import { type Fate, fatesOf, survives } from './surviving-stages.js';

/** What a Dockerfile does beyond the base image's build. */
export interface DockerfileAnalysis {
  /** What building on the base image would lose, in the order of the file. */
  readonly customizations: readonly FoundCustomization[];
  /** What hooks carry along where there are hooks: nothing is known to need it. In the order of the file. */
  readonly companions: readonly FoundCustomization[];
  /** System packages of stages that are thrown away. A build that compiles may need them. */
  readonly buildPackages: readonly FoundCustomization[];
  /** Where the Dockerfile says another Python than the base image has. */
  readonly python: { readonly dockerfile: string; readonly image: string } | null;
  /** The version in Airbyte's label; null where there is none. */
  readonly labelVersion: string | null;
}

/**
 * Looks a Dockerfile through, without running anything.
 *
 * @param packageFolder the folder whose code the base image's build installs: `source_x` for `source-x`
 * @param baseImage what the connector is built on instead; null for an image that nobody knows
 */
export function analyzeDockerfile(
  text: string,
  packageFolder: string,
  baseImage: ImageAddress | null = null,
): DockerfileAnalysis {
  const parsed = parseInstructions(text);
  if (parsed === null) return TOO_LARGE;
  const { escape } = parsed;
  const stages = stagesOf(parsed);
  const fates = fatesOf(stages, escape);
  const image = imageContents(baseImage);
  const last = stages.at(-1);
  const final = last === undefined ? [] : lineageOf(last).flatMap(({ instructions }) => instructions);
  const shared = {
    packageFolder,
    image,
    escape,
    mainFile: mainFileIn(final),
    readVariables: readVariables(stages),
  };
  // Of several entry points the last one counts.
  const entrypoint = final.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  const perStage = stages.map((stage, index) =>
    analyzeStage(
      stage,
      fates.get(stage) ?? { kind: 'unused' },
      { ...shared, stages: stages.slice(0, index) },
      entrypoint,
    ),
  );
  return {
    customizations: perStage.flatMap(({ lost }) => lost),
    companions: perStage.flatMap(({ lost, buildPackages, former }) => [
      // What Python packages were compiled with comes along with them.
      ...(lost.some(({ customization }) => customization.kind === 'python-packages') ? buildPackages : []),
      ...former,
    ]),
    buildPackages: perStage.flatMap(({ buildPackages }) => buildPackages),
    python: otherPython(last, image.python),
    labelVersion: labelVersion(final, escape),
  };
}

/**
 * What somebody should know of a Dockerfile beside what is lost.
 *
 * @param version the connector's version in its metadata
 * @param withHooks whether hooks carry the companions
 */
export function dockerfileNotes(
  analysis: DockerfileAnalysis,
  version: string | null,
  withHooks: boolean,
): readonly string[] {
  const { buildPackages, companions, python, labelVersion } = analysis;
  const left = withHooks ? buildPackages.filter((found) => !companions.includes(found)) : buildPackages;
  return [
    ...left.flatMap(({ customization, line }) =>
      customization.kind === 'system-packages'
        ? [
            `Dockerfile line ${line}: only a builder stage had ${customization.packages.join(', ')}: hooks can add what a build still needs`,
          ]
        : [],
    ),
    ...(python === null ? [] : [`the Dockerfile has Python ${python.dockerfile}, the base image ${python.image}`]),
    ...(labelVersion === null || version === null || labelVersion === version
      ? []
      : [`the label of the Dockerfile says version ${labelVersion}, the metadata ${version}`]),
  ];
}

const TOO_LARGE: DockerfileAnalysis = {
  customizations: [
    { customization: { kind: 'other', what: 'a file too large to look through' }, line: 1, instruction: '' },
  ],
  companions: [],
  buildPackages: [],
  python: null,
  labelVersion: null,
};

interface StageAnalysis {
  readonly lost: readonly FoundCustomization[];
  readonly buildPackages: readonly FoundCustomization[];
  /** Variables of former builds. */
  readonly former: readonly FoundCustomization[];
}

function analyzeStage(
  stage: Stage,
  fate: Fate,
  context: RuleContext,
  entrypoint: StagedInstruction | undefined,
): StageAnalysis {
  const lost: FoundCustomization[] = [];
  const buildPackages: FoundCustomization[] = [];
  const former: FoundCustomization[] = [];
  if (fate.kind === 'unused') return { lost, buildPackages, former };
  for (const instruction of stage.instructions) {
    if (instruction.keyword === 'ENTRYPOINT' && instruction !== entrypoint) continue;
    const { keyword, text, line } = instruction;
    const found = (customization: Customization): FoundCustomization => ({
      customization,
      line,
      instruction: `${keyword} ${text}`.trim(),
    });
    for (const customization of distinct(customizationsOf(instruction, context))) {
      if (survives(customization, instruction, stage, fate, context.escape)) lost.push(found(customization));
      else if (customization.kind === 'system-packages') buildPackages.push(found(customization));
    }
    if (keyword === 'ENV' && fate.kind === 'image')
      for (const [name, value] of pairsOf(instruction, context.escape))
        if (FORMER_VARIABLES.test(name)) former.push(found({ kind: 'environment', name, value }));
  }
  return { lost, buildPackages, former };
}

/** A command that an instruction has twice is one customization. */
function distinct(customizations: readonly Customization[]): readonly Customization[] {
  return [...new Map(customizations.map((one) => [summaryOf(one), one])).values()];
}

function customizationsOf(instruction: StagedInstruction, context: RuleContext): readonly Customization[] {
  if (instruction.hereDocument) return [{ kind: 'other', what: 'a here-document' }];
  const rule = INSTRUCTION_RULES.get(instruction.keyword);
  return rule === undefined
    ? [{ kind: 'other', what: `the base image's build has no ${instruction.keyword}` }]
    : rule(instruction, context);
}

function readVariables(stages: readonly Stage[]): ReadonlySet<string> {
  const texts = stages.flatMap(({ instructions }) => instructions.map(({ text }) => text));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name)));
}

function otherPython(last: Stage | undefined, image: string | null): DockerfileAnalysis['python'] {
  const root = last === undefined ? '' : (lineageOf(last)[0]?.from ?? '');
  const [, dockerfile] = /^(?:docker\.io\/)?(?:library\/)?python:(\d+\.\d+)/.exec(root) ?? [];
  return dockerfile === undefined || image === null || dockerfile === image ? null : { dockerfile, image };
}

function labelVersion(instructions: readonly StagedInstruction[], escape: string): string | null {
  const labels = instructions.filter(({ keyword }) => keyword === 'LABEL').flatMap((label) => pairsOf(label, escape));
  return labels.findLast(([name]) => name === 'io.airbyte.version')?.[1] ?? null;
}
