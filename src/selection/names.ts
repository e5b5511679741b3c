/** Whether a connector's name is one of those that were asked for. */
export type NameMatcher = (name: string) => boolean;

/** Whether a name was written as a pattern rather than as a name. */
export function isGlob(name: string): boolean {
  return /[*?[\]{}!()]/.test(name);
}

/** A matcher for names and globs; with several, any may meet. The library is loaded when there is a glob. */
export async function nameMatcher(names: readonly string[]): Promise<NameMatcher> {
  const globs = names.filter(isGlob);
  const exact = new Set(names);
  if (globs.length === 0) return (name) => exact.has(name);
  const { default: picomatch } = await import('picomatch');
  const meetsGlob = picomatch(globs, { dot: true });
  return (name) => exact.has(name) || meetsGlob(name);
}
