import { parseJson } from '../parse-json.js';

/** Splits a text into words as a shell does: at white space outside quotes, which are removed. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== null) {
      if (character === quote) quote = null;
      else if (character === '\\' && quote === '"' && index + 1 < text.length)
        word = (word ?? '') + text.charAt(++index);
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\' && index + 1 < text.length) {
      word = (word ?? '') + text.charAt(++index);
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== null) words.push(word);
  return words;
}

/** The strings of an exec form such as `["python", "main.py"]`, or null for anything else. */
export function parseExecForm(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  const parsed = parseJson(text);
  return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
}

/** The commands of a shell line, which `&&` or `;` separates, each as its words. */
export function splitCommands(text: string): readonly (readonly string[])[] {
  const exec = parseExecForm(text);
  if (exec !== null) return [exec];
  return splitOutsideQuotes(text)
    .map(splitWords)
    .filter((words) => words.length > 0);
}

function splitOutsideQuotes(text: string): string[] {
  const parts = [''];
  let quote: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote === null && (character === ';' || text.startsWith('&&', index))) {
      parts.push('');
      if (character === '&') index++;
      continue;
    }
    if (quote === null && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = null;
    parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

/** Takes the flags of an instruction from the words after them: `--from=builder /a /b`. */
export function splitFlags(words: readonly string[]): { flags: readonly string[]; rest: readonly string[] } {
  const first = words.findIndex((word) => !word.startsWith('--'));
  const at = first === -1 ? words.length : first;
  return { flags: words.slice(0, at), rest: words.slice(at) };
}
