import type { Line } from './lines.js';

const CHANGELOG = /change\s*-?\s*logs?|release notes|version history/i;

/** Says for each line whether a heading, a summary or a bold line above it announces a changelog. */
export function underChangelog(lines: readonly Line[]): readonly boolean[] {
  const open: { level: number; announces: boolean }[] = [];
  return lines.map((line, index) => {
    const heading = line.quoted ? null : headingOf(line.text, lines[index + 1]);
    if (heading !== null) {
      while ((open.at(-1)?.level ?? 0) >= heading.level) open.pop();
      open.push({ level: heading.level, announces: CHANGELOG.test(heading.text) });
    }
    return open.some((above) => above.announces);
  });
}

/** A summary or a bold line ranks below every real heading. */
function headingOf(line: string, below: Line | undefined): { level: number; text: string } | null {
  const hashes = /^ {0,3}(#{1,6})(?:[ \t]+(.*)|[ \t]*)$/.exec(line) ?? /^ {0,3}(#{1,6})([A-Za-z].*)$/.exec(line);
  if (hashes) return { level: hashes[1]?.length ?? 6, text: hashes[2] ?? '' };
  const tag = /^\s*<h([1-6])[^>]*>(.*)/i.exec(line);
  if (tag) return { level: Number(tag[1]), text: tag[2] ?? '' };
  if (line.trim() !== '' && below !== undefined && /^ {0,3}(?:=+|-{2,})\s*$/.test(below.text) && !line.includes('|')) {
    return { level: below.text.trim().startsWith('=') ? 1 : 2, text: line };
  }
  const soft = /<summary[^>]*>(.*)/i.exec(line) ?? /^\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$/.exec(line);
  return soft ? { level: 7, text: soft[1] ?? '' } : null;
}
