import { DockerfileParser } from 'dockerfile-ast';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** What follows the keyword, flags included, on one line: continuations joined, comments left out. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Whether lines of a here-document follow, which `text` then holds as well. */
  readonly hereDocument: boolean;
}

/** The instructions in their order. The parser takes anything: what it does not know comes as an unknown keyword. */
export function instructionsOf(text: string): readonly Instruction[] {
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
      const content = written.slice(instruction.getInstruction().length);
      const hereDocument = /<<-?["']?\w+["']?/.test(content) && content.includes('\n') && !/\\\s*\n/.test(content);
      return {
        keyword: instruction.getInstruction().toUpperCase(),
        text: joined(content),
        line: start.line + 1,
        hereDocument,
      };
    });
}

function joined(content: string): string {
  const lines = content.split('\n').filter((line, index) => index === 0 || !/^\s*#/.test(line));
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()).replace(/\s*\\\s*$/, ''))
    .filter((line) => line !== '')
    .join(' ')
    .trim();
}
