/**
 * What a glob may cost. Globs may come out of a repository, and the expressions that libraries make of them take longer
 * with every star and every repeated group: two stars in a name of 255 characters are 30,000 ways to match, five a billion.
 */
const LIMITS = Object.freeze({
  /** Characters. */
  length: 1_000,
  /** Stars in one name; one more at its end costs nothing. */
  stars: 2,
  /** `**` in one glob. */
  globstars: 2,
  /** Groups such as `@(a|b)` in one glob. */
  groups: 2,
  /** Globs that braces stand for: `{a,b}{1..3}` are six. */
  alternatives: 100,
  /** The same where a name has as many stars as it may. */
  alternativesWithStars: 10,
  /** Braces inside one another. */
  nestedBraces: 3,
  /** Braces, also those that are never closed. */
  braces: 20,
});

/** Why a glob is not searched with, as the end of a sentence: `holds a NUL`. Null where nothing is wrong. */
export function globProblem(glob: string): string | null {
  if (glob.includes('\0')) return 'holds a NUL character';
  if (glob.length > LIMITS.length) return `is longer than ${LIMITS.length} characters`;
  const parts = glob.split('/');
  const stars = Math.max(...parts.map(starsIn));
  if (stars > LIMITS.stars) return `has more than ${LIMITS.stars} \`*\` in one name, not counting one at its end`;
  if (parts.filter((part) => part.includes('**')).length > LIMITS.globstars)
    return `has more than ${LIMITS.globstars} \`**\``;
  if (/[+*]\(/.test(glob)) return 'has a repeated group, `+(…)` or `*(…)`';
  if ((glob.match(/[?@!]\(/g) ?? []).length > LIMITS.groups) return `has more than ${LIMITS.groups} groups`;
  const alternatives = stars < LIMITS.stars ? LIMITS.alternatives : LIMITS.alternativesWithStars;
  const braces = bracesIn(glob);
  if (braces.count > LIMITS.braces) return `has more than ${LIMITS.braces} braces`;
  if (braces.depth > LIMITS.nestedBraces) return `has braces more than ${LIMITS.nestedBraces} deep`;
  if (braces.alternatives > alternatives) return `has braces that stand for more than ${alternatives} globs`;
  return null;
}

function starsIn(part: string): number {
  return part.replace(/\*+$/, '').match(/\*+/g)?.length ?? 0;
}

interface Braces {
  readonly count: number;
  readonly depth: number;
  /** How many globs they stand for. */
  readonly alternatives: number;
}

function bracesIn(glob: string): Braces {
  // For each open brace: what stands before it, and the alternatives that have ended.
  const open: { before: number; ended: number }[] = [];
  let alternatives = 1;
  let count = 0;
  let depth = 0;
  for (const [token] of glob.matchAll(/\\.|\{-?\w+\.\.-?\w+(?:\.\.-?\d+)?\}|[{},]/g)) {
    const brace = open.at(-1);
    if (token === '{') {
      open.push({ before: alternatives, ended: 0 });
      alternatives = 1;
      count++;
      depth = Math.max(depth, open.length);
    } else if (token === ',' && brace !== undefined) {
      brace.ended += alternatives;
      alternatives = 1;
    } else if (token === '}' && brace !== undefined) {
      alternatives = brace.before * (brace.ended + alternatives);
      open.pop();
    } else if (token.startsWith('{')) {
      alternatives *= rangeLength(token);
      count++;
    }
  }
  return { count, depth, alternatives: open.reduce((all, { before, ended }) => (before + ended) * all, alternatives) };
}

function rangeLength(range: string): number {
  const [from = '', to = '', step = '1'] = range.slice(1, -1).split('..');
  const [low, high] = [from, to].map((end) => (/^-?\d+$/.test(end) ? Number(end) : (end.codePointAt(0) ?? 0)));
  return Math.floor(Math.abs((high ?? 0) - (low ?? 0)) / Math.max(1, Math.abs(Number(step)))) + 1;
}
