const OUTSIDE_ALPHABET = /[^A-Za-z0-9+/=]/g;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * What stands for the bytes of a `!!binary`, which metadata values have no kind for: their base64, without white space.
 * Undefined where the text is no base64.
 */
export function parseBinary(text: string): string | undefined {
  const base64 = text.replace(OUTSIDE_ALPHABET, '');
  return BASE64.test(base64) ? base64 : undefined;
}
