import { Float } from '../../values/value.js';
import { METADATA_LIMITS } from '../limits.js';

/** A floating-point number in the form that keeps it apart from a whole one. */
export const toFloat = (value: number): number | Float => (Number.isSafeInteger(value) ? new Float(value) : value);

const toInteger = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

/** What JavaScript converts exactly, and nearly every number is. */
const SMALL_DECIMAL = /^(?:0|[1-9][0-9]{0,14})$/;
const DECIMAL = /^[0-9]+$/;
const OCTAL = /^[0-7]+$/;
const BINARY = /^[01]+$/;
const HEXADECIMAL = /^[0-9a-fA-F]+$/;
const SEXAGESIMAL = /^[0-9]+(?::[0-9]+)+$/;

/** What the text of a YAML 1.1 `!!int` means: `017`, `0x1F`, `0b1`, `1_000`, `190:20:30`; undefined for anything else. */
export function parseInteger(source: string): number | bigint | undefined {
  if (SMALL_DECIMAL.test(source)) return Number(source);
  const text = source.replaceAll('_', '');
  const negative = text.startsWith('-');
  const magnitude = parseMagnitude(negative || text.startsWith('+') ? text.slice(1) : text);
  return magnitude === undefined ? undefined : toInteger(negative ? -magnitude : magnitude);
}

function parseMagnitude(text: string): bigint | undefined {
  if (text === '0') return 0n;
  if (text.startsWith('0b')) return BINARY.test(text.slice(2)) ? BigInt(text) : undefined;
  if (text.startsWith('0x')) return HEXADECIMAL.test(text.slice(2)) ? BigInt(text) : undefined;
  if (text.startsWith('0')) return OCTAL.test(text) ? BigInt(`0o${text}`) : undefined;
  if (SEXAGESIMAL.test(text)) return parseSexagesimal(text);
  return parseDecimal(text);
}

function parseDecimal(text: string): bigint | undefined {
  return DECIMAL.test(text) && text.length <= METADATA_LIMITS.integerDigits ? BigInt(text) : undefined;
}

function parseSexagesimal(text: string): bigint | undefined {
  // Digits by the thousand would make the product quadratic, as in a decimal number.
  if (text.length > METADATA_LIMITS.integerDigits) return undefined;
  return text.split(':').reduce((total, part) => total * 60n + BigInt(part), 0n);
}

const PYTHON_FLOAT = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/;
const PYTHON_INFINITE = /^[+-]?(?:inf(?:inity)?|nan)$/;

/** What the text of a YAML 1.1 `!!float` means: `1.5`, `.5`, `.inf`, `190:20:30.15`; undefined for anything else. */
export function parseFloatingPoint(source: string): number | Float | undefined {
  const text = source.replaceAll('_', '').toLowerCase();
  const sign = text.startsWith('-') ? -1 : 1;
  const magnitude = parseFloatMagnitude(/^[+-]/.test(text) ? text.slice(1) : text);
  return magnitude === undefined ? undefined : toFloat(sign * magnitude);
}

function parseFloatMagnitude(text: string): number | undefined {
  if (text === '.inf') return Infinity;
  if (text === '.nan') return NaN;
  if (text.includes(':')) return parseSexagesimalFloat(text);
  return parsePythonFloat(text);
}

/** The last part counts first, as in PyYAML: floating-point sums depend on their order. */
function parseSexagesimalFloat(text: string): number | undefined {
  let total = 0;
  let base = 1;
  for (const part of text.split(':').reverse()) {
    const digit = parsePythonFloat(part);
    if (digit === undefined) return undefined;
    total += digit * base;
    base *= 60;
  }
  return total;
}

function parsePythonFloat(text: string): number | undefined {
  if (PYTHON_FLOAT.test(text)) return Number(text);
  if (!PYTHON_INFINITE.test(text)) return undefined;
  if (text.endsWith('nan')) return NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}
