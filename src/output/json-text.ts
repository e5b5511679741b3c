import { escapeControlLines } from '../text/escape-control.js';
import type { Json } from '../values/to-text.js';

export { jsonOf, type Json, type JsonObject } from '../values/to-text.js';

/** What JSON allows and a terminal obeys is written as escapes: the same JSON, and harmless. */
export function jsonText(value: Json, indent?: number): string {
  return escapeControlLines(JSON.stringify(value, null, indent));
}
