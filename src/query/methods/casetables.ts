/** Pairs of letters in one character: the form that starts a word has only its first letter large. */
const DIGRAPHS: Readonly<Record<string, string>> = { Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ' };
const GEORGIAN = /^[\u10d0-\u10ff]$/;
const IOTA_BELOW = '\u0345';

/** A character as the first of a word. JavaScript knows large letters only, `SS` where Python has `Ss`. */
export function titleCharacter(character: string): string {
  const upper = character.toUpperCase();
  if (upper === character && !Object.hasOwn(DIGRAPHS, upper)) return character;
  if (GEORGIAN.test(character) || /^\p{Lt}$/u.test(character)) return character;
  const digraph = Object.hasOwn(DIGRAPHS, upper) ? DIGRAPHS[upper] : undefined;
  if (digraph !== undefined) return digraph;
  const [first = '', ...rest] = upper;
  if (rest.length === 0) return upper;
  // In Greek, an iota below its letter becomes one beside it in large letters, but stays below at the start of a word.
  if (/^[\u1f80-\u1fff]$/.test(character) && upper.endsWith('\u0399'))
    return `${upper.slice(0, -1)}${IOTA_BELOW}`.normalize('NFC');
  return first + (/^[\u0530-\u058f\ufb00-\ufb17\u00df]$/.test(character) ? rest.join('').toLowerCase() : rest.join(''));
}

/** A character as it compares without regard to case. */
export function foldCharacter(character: string): string {
  // Cherokee folds to its large letters, all others to small ones.
  if (/^[\u13a0-\u13f5]$/.test(character) || character === 'ı') return character;
  if (/^[\u13f8-\u13fd\uab70-\uabbf]$/.test(character)) return character.toUpperCase();
  return character === 'ẞ' ? 'ss' : character.toUpperCase().toLowerCase();
}
