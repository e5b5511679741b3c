const LONGEST = 120;

/** A piece of a file for use in a message: one line, of bounded length, with nothing that a terminal would obey. */
export function visible(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return cut.replace(
    /[^\P{C} ]|[\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
