const LENGTH = 60;

/** The beginning of a text that may be of any length, for a message. */
export function excerpt(text: string): string {
  return text.length > LENGTH ? `${text.slice(0, LENGTH - 1)}\u2026` : text;
}
