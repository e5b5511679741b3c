import type { Meter } from '../meter.js';

// What goes through a text takes the meter: a text of a record or a query may be long.

const SURROGATE = /[\ud800-\udfff]/;

/** If true, every character is one UTF-16 unit, and JavaScript's indexes count code points. */
export function hasNoSurrogates(text: string, meter: Meter): boolean {
  meter.scan(text.length);
  return !SURROGATE.test(text);
}

export function codePointsOf(text: string, meter: Meter): readonly string[] {
  meter.codePoints(text.length);
  return Array.from(text);
}

/** Length in code points. */
export function codePointLength(text: string, meter: Meter): number {
  if (hasNoSurrogates(text, meter)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** `slice` by code points. */
export function sliceCodePoints(text: string, start: number, end: number, meter: Meter): string {
  if (hasNoSurrogates(text, meter)) return text.slice(start, end);
  return codePointsOf(text, meter).slice(start, end).join('');
}

/** Below, at or above zero. JavaScript compares UTF-16 units, which puts U+1F600 before U+FB01. */
export function compareCodePoints(a: string, b: string, meter: Meter): number {
  meter.scan(Math.min(a.length, b.length));
  if (a === b) return 0;
  if (hasNoSurrogates(a, meter) && hasNoSurrogates(b, meter)) return a < b ? -1 : 1;
  const left = codePointsOf(a, meter);
  const right = codePointsOf(b, meter);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

// Python's character classes, of one code point. The regexes stay inside the functions: V8 builds a regex with Unicode
// classes when it is first met, which takes longer than a query, and most queries need none.

export const isSpace = (c: string): boolean =>
  /^[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(c);
export const isLetter = (c: string): boolean => /^\p{L}$/u.test(c);
export const isDecimal = (c: string): boolean => /^\p{Nd}$/u.test(c);
export const isDigit = (c: string): boolean => isDecimal(c) || isOtherDigit(c);
export const isNumeric = (c: string): boolean => /^\p{N}$/u.test(c) || isIdeographicNumber(c);
export const isLower = (c: string): boolean => /^\p{Lowercase}$/u.test(c);
export const isUpper = (c: string): boolean => /^\p{Uppercase}$/u.test(c);
export const isTitle = (c: string): boolean => /^\p{Lt}$/u.test(c);
export const isCased = (c: string): boolean => isLower(c) || isUpper(c) || isTitle(c);
export const isIdentifier = (text: string): boolean => /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(text);

/** Digits that are not decimals: superscripts, circled ones. */
const isOtherDigit = (c: string): boolean =>
  /^[\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]$/u.test(
    c,
  );

/** Ideographs with a numeric value. */
const isIdeographicNumber = (c: string): boolean =>
  /^[\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e24\u4e5d\u4e8c\u4e94\u4e96\u4ebf-\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe-\u5eff\u5f0c-\u5f0e\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u842c\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\u96f6\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]$/u.test(
    c,
  );
