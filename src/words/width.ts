import stringWidth from 'fast-string-width';

const PLAIN = /^[\x20-\x7e]*$/;

/** How many columns of a terminal the text takes. Most texts are plain, and measuring the others costs a thousand times as much. */
export function textWidth(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}
