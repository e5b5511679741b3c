import { instructionsOf, type Instruction } from './instructions.js';
import type { DockerfileContext, Loss, PlacedLoss } from './loss.js';
import { readers } from './readers.js';

/** Everything in a Dockerfile beyond what building on the base image does as well, in the order of the file. */
export function dockerfileLosses(text: string, packageFolder: string): readonly PlacedLoss[] {
  const stages = new Set<string>();
  return instructionsOf(text).flatMap((instruction) => {
    const losses = lossesOf(instruction, { packageFolder, stages });
    const stage = instruction.keyword === 'FROM' ? /\sas\s+(\S+)\s*$/i.exec(instruction.text)?.[1] : undefined;
    if (stage !== undefined) stages.add(stage.toLowerCase());
    const shown = `${instruction.keyword} ${instruction.text}`.trim();
    return losses.map((loss) => ({ loss, line: instruction.line, instruction: shown }));
  });
}

function lossesOf(instruction: Instruction, context: DockerfileContext): readonly Loss[] {
  if (instruction.hereDocument) return [{ kind: 'other', what: 'a here-document' }];
  const read = readers.get(instruction.keyword);
  return read === undefined
    ? [{ kind: 'other', what: `the base image's build has no ${instruction.keyword}` }]
    : read(instruction.text, context);
}
