import type { Meter } from '../run/meter.js';
import { codePointsOf } from '../runtime/codepoints.js';

/** One place of a pattern: any run of characters, or one character that passes a test. */
type Piece = 'any' | ((character: string) => boolean);

/** `*` any run, `?` any one, `[abc]`, `[a-z]`, `[!abc]`; everything else stands for itself. */
function piecesOf(pattern: string): readonly Piece[] {
  const characters = codePointsOf(pattern);
  const pieces: Piece[] = [];
  for (let i = 0; i < characters.length; i += 1) {
    const character = characters[i];
    if (character === '*') {
      if (pieces[pieces.length - 1] !== 'any') pieces.push('any');
    } else if (character === '?') pieces.push(() => true);
    else if (character === '[' && classEnd(characters, i) > 0) {
      const end = classEnd(characters, i);
      pieces.push(characterClass(characters.slice(i + 1, end)));
      i = end;
    } else pieces.push((c) => c === character);
  }
  return pieces;
}

/** Where a `[` is closed; a `]` right behind it is a member. -1 for one that stands for itself. */
function classEnd(characters: readonly string[], open: number): number {
  const first = open + (characters[open + 1] === '!' ? 2 : 1);
  return characters.indexOf(']', first + 1);
}

function characterClass(members: readonly string[]): (character: string) => boolean {
  const negated = members[0] === '!';
  const listed = negated ? members.slice(1) : members;
  const ranges: (readonly [string, string])[] = [];
  for (let i = 0; i < listed.length; i += 1) {
    const low = listed[i] ?? '';
    const high = listed[i + 1] === '-' ? listed[i + 2] : undefined;
    ranges.push([low, high ?? low]);
    if (high !== undefined) i += 2;
  }
  const code = (c: string): number => c.codePointAt(0) ?? 0;
  return (c) => ranges.some(([low, high]) => code(c) >= code(low) && code(c) <= code(high)) !== negated;
}

/**
 * Whether the whole text fits the pattern. Only the last `*` is ever tried again, which is enough and keeps the time to
 * the product of both lengths, whatever the pattern.
 */
export function glob(pattern: string, text: string, meter: Meter): boolean {
  meter.string(pattern.length + text.length);
  const pieces = piecesOf(pattern);
  const characters = codePointsOf(text);
  let piece = 0;
  let retryPiece = -1;
  let retryCharacter = 0;
  let at = 0;
  while (at < characters.length) {
    meter.spend(1);
    const current = pieces[piece];
    if (current === 'any') {
      retryPiece = piece;
      retryCharacter = at;
      piece += 1;
    } else if (current?.(characters[at] ?? '') === true) {
      piece += 1;
      at += 1;
    } else if (retryPiece >= 0) {
      retryCharacter += 1;
      at = retryCharacter;
      piece = retryPiece + 1;
    } else return false;
  }
  while (pieces[piece] === 'any') piece += 1;
  return piece === pieces.length;
}
