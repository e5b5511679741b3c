import { DockerfileParser } from 'dockerfile-ast';
import { type Customization, INSTRUCTION_RULES, type RuleContext } from './instruction-rules.js';

/** A customization and the instruction that it comes from. */
export interface FoundCustomization {
  readonly customization: Customization;
  /** From 1. */
  readonly line: number;
  /** The instruction on one line. */
  readonly instruction: string;
}

/**
 * Everything in a Dockerfile beyond what building on the base image does as well, in the order of the file.
 *
 * @param packageFolder the folder whose code the base image's build installs: `source_x` for `source-x`
 */
export function findCustomizations(text: string, packageFolder: string): readonly FoundCustomization[] {
  const stages = new Set<string>();
  return parseInstructions(text).flatMap((instruction) => {
    const customizations = customizationsOf(instruction, { packageFolder, stages });
    const stage = instruction.keyword === 'FROM' ? /\sas\s+(\S+)\s*$/i.exec(instruction.text)?.[1] : undefined;
    if (stage !== undefined) stages.add(stage.toLowerCase());
    const shown = `${instruction.keyword} ${instruction.text}`.trim();
    return customizations.map((customization) => ({ customization, line: instruction.line, instruction: shown }));
  });
}

function customizationsOf(instruction: Instruction, context: RuleContext): readonly Customization[] {
  if (instruction.hereDocument) return [{ kind: 'other', what: 'a here-document' }];
  const rule = INSTRUCTION_RULES.get(instruction.keyword);
  return rule === undefined
    ? [{ kind: 'other', what: `the base image's build has no ${instruction.keyword}` }]
    : rule(instruction.text, context);
}

/** One line for people: `Dockerfile line 4: RUN apt-get install -y libpq-dev (system packages: libpq-dev)`. */
export function describeCustomization({ customization, line, instruction }: FoundCustomization): string {
  const shown = instruction.length > 100 ? `${instruction.slice(0, 99)}…` : instruction;
  return `Dockerfile line ${line}: ${shown} (${summaryOf(customization)})`;
}

function summaryOf(customization: Customization): string {
  switch (customization.kind) {
    case 'system-packages':
      return `system packages: ${customization.packages.join(', ')}`;
    case 'environment':
      return `environment: ${customization.name}`;
    case 'files':
      return `files: ${customization.paths.join(', ')}`;
    case 'other':
      return customization.what;
  }
}

interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** What follows the keyword, flags included, on one line: continuations joined, comments left out. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Whether lines of a here-document follow, which `text` then holds as well. */
  readonly hereDocument: boolean;
}

/** The instructions in order. The parser accepts anything: what it does not know comes as an unknown keyword. */
function parseInstructions(text: string): readonly Instruction[] {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const lines = source.split('\n');
  return DockerfileParser.parse(source)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const written = lines
        .slice(start.line, end.line + 1)
        .join('\n')
        .trimStart();
      const keyword = instruction.getInstruction();
      const content = written.slice(keyword.length);
      const hereDocument = /<<-?["']?\w+["']?/.test(content) && content.includes('\n') && !/\\\s*\n/.test(content);
      return { keyword: keyword.toUpperCase(), text: joinContinuations(content), line: start.line + 1, hereDocument };
    });
}

function joinContinuations(content: string): string {
  const lines = content.split('\n').filter((line, index) => index === 0 || !/^\s*#/.test(line));
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()).replace(/\s*\\\s*$/, ''))
    .filter((line) => line !== '')
    .join(' ')
    .trim();
}
