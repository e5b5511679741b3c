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

/** The instructions of a file, and the character that escapes in them. */
export interface Instructions {
  readonly instructions: readonly Instruction[];
  readonly escape: string;
}

/** What real Dockerfiles are far below, and what is read in a moment whatever it holds. */
const MAX_LENGTH = 32 * 1024;
const MAX_LINES = 500;

/** The instructions in order, or null for a file that is too large to be looked through. What is no instruction comes as one with an unknown keyword. */
export function parseInstructions(text: string): Instructions | null {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const lines = source.split('\n');
  if (source.length > MAX_LENGTH || lines.length > MAX_LINES) return null;
  const escape = escapeDirective(lines);
  const instructions = DockerfileParser.parse(source)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const written = lines
        .slice(start.line, end.line + 1)
        .join('\n')
        .trimStart();
      const keyword = instruction.getInstruction();
      const content = written.slice(keyword.length);
      const continued = content.split('\n').some((line) => isContinued(line, escape));
      const hereDocument = /<<-?["']?\w+["']?/.test(content) && content.includes('\n') && !continued;
      return { keyword: keyword.toUpperCase(), text: joinLines(content, escape), line: start.line + 1, hereDocument };
    });
  return { instructions, escape };
}

/** The character of `# escape=`, which only counts among the directives at the top. */
function escapeDirective(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined) return '\\';
    if (name.toLowerCase() === 'escape') return value === '`' ? '`' : '\\';
  }
  return '\\';
}

function isContinued(line: string, escape: string): boolean {
  return line.trimEnd().endsWith(escape);
}

function joinLines(content: string, escape: string): string {
  const lines = content.split('\n').filter((line, index) => index === 0 || !/^\s*#/.test(line));
  return lines
    .map((line, index) => (index === 0 ? line : line.trimStart()).trimEnd())
    .map((line) => (line.endsWith(escape) ? line.slice(0, -1).trimEnd() : line))
    .filter((line) => line !== '')
    .join(' ')
    .trim();
}
