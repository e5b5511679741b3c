import type { BuildPlan, Instruction, Stage } from './plan.js';

/** The plan as a Containerfile. The same plan gives the same text. */
export function containerfile({ name, stages }: BuildPlan): string {
  return [`# ${name}, as fleetq build plans it.`, ...stages.flatMap(stageLines), ''].join('\n');
}

function stageLines({ from, name, instructions }: Stage): readonly string[] {
  return ['', `FROM ${from}${name === null ? '' : ` AS ${name}`}`, ...instructions.map(line)];
}

function line(instruction: Instruction): string {
  switch (instruction.kind) {
    case 'comment':
      return `# ${instruction.text}`;
    case 'run':
      return `RUN ${words(instruction.args)}`;
    case 'copy': {
      const { stage, source, target } = instruction;
      return `COPY ${stage === null ? '' : `--from=${stage} `}${words([source, target])}`;
    }
    case 'environment':
      return `ENV ${instruction.name}=${quoted(instruction.value)}`;
    case 'label':
      return `LABEL ${instruction.name}=${quoted(instruction.value)}`;
    case 'user':
      return `USER ${instruction.value}`;
    case 'folder':
      return `WORKDIR ${instruction.value}`;
    case 'entrypoint':
      return `ENTRYPOINT ${words(instruction.args)}`;
  }
}

/** The exec form: JSON, in which engines expand nothing. Line and paragraph separators would be line ends to some. */
function words(args: readonly string[]): string {
  const shown = args.map((word) => JSON.stringify(word).replace(/[\u007f-\u009f\u2028\u2029]/g, escapeUnit));
  return `[${shown.join(', ')}]`;
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** In double quotes, a backslash takes their meaning from these three. There is no way to write a line end. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"$]/g, String.raw`\$&`)}"`;
}
