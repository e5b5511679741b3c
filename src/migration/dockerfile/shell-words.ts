import { parseJson } from '../parse-json.js';
import { MAX_EXPANDED, type Lookup, expandVariable } from './variables.js';

/** How a text is split. */
interface Splitting {
  /** Expands variables outside single quotes. Without it they stay as they are. */
  readonly lookup?: Lookup;
  /** Whether values of unquoted variables are split at white space, as a shell does and Docker does not. */
  readonly splitValues?: boolean;
  /** Whether white space belongs to the one word there is. */
  readonly keepSpace?: boolean;
  /** What takes the meaning from the next character: a backslash, or what the Dockerfile's directive names. */
  readonly escape?: string;
}

/**
 * Splits a text into words as a shell does: at white space outside quotes, which are removed. Beyond `MAX_EXPANDED`
 * variables stay as they are written.
 */
export function splitWords(text: string, splitting: Splitting = {}): readonly string[] {
  const { lookup, escape = '\\' } = splitting;
  const words = new WordList();
  let quote: string | null = null;
  let expanded = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '$' && quote !== "'" && lookup !== undefined && expanded < MAX_EXPANDED) {
      const expansion = expandVariable(text, index, lookup);
      if (expansion !== null) {
        index += expansion.length - 1;
        expanded += expansion.value.length;
        if (quote === null && splitting.splitValues === true) words.appendSplit(expansion.value);
        else words.append(expansion.value);
        continue;
      }
    }
    if (quote !== null) {
      if (character === quote) quote = null;
      else if (character === escape && quote === '"' && index + 1 < text.length) words.append(text.charAt(++index));
      else words.append(character);
    } else if (character === '"' || character === "'") {
      quote = character;
      words.append('');
    } else if (character === escape && index + 1 < text.length) {
      words.append(text.charAt(++index));
    } else if (/\s/.test(character) && splitting.keepSpace !== true) {
      words.end();
    } else {
      words.append(character);
    }
  }
  return words.all();
}

class WordList {
  readonly #words: string[] = [];
  #open: string[] | null = null;

  append(text: string): void {
    (this.#open ??= []).push(text);
  }

  appendSplit(value: string): void {
    value.split(/(\s+)/).forEach((part, index) => {
      if (index % 2 === 1) this.end();
      else if (part !== '') this.append(part);
    });
  }

  end(): void {
    if (this.#open !== null) this.#words.push(this.#open.join(''));
    this.#open = null;
  }

  all(): readonly string[] {
    this.end();
    return this.#words;
  }
}

/** The strings of an exec form such as `["python", "main.py"]`, or null for anything else. */
export function parseExecForm(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null;
  const parsed = parseJson(text);
  return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : null;
}

/** Output that a command throws away. */
const TO_NOWHERE = /\s(?:[12]?>>?\s*\/dev\/null|&>\s*\/dev\/null|2>&1)(?=\s|;|&|$)/g;

/**
 * The commands of a shell line, which `&&` or `;` separates, each as its words. Null for a line that does more than run
 * one after the other: a pipe, a substitution, a group, a comment or a job in the background can do anything.
 */
export function splitCommands(line: string, lookup: Lookup): readonly (readonly string[])[] | null {
  const parts = splitOutsideQuotes(line.replace(TO_NOWHERE, ' '));
  return (
    parts?.map((part) => splitWords(part, { lookup, splitValues: true })).filter((words) => words.length > 0) ?? null
  );
}

function splitOutsideQuotes(text: string): string[] | null {
  const parts: string[] = [];
  let start = 0;
  let quote: string | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\' && quote !== "'") {
      index++;
    } else if (quote !== "'" && (character === '`' || text.startsWith('$(', index))) {
      return null;
    } else if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === ';' || text.startsWith('&&', index)) {
      parts.push(text.slice(start, index));
      if (character === '&') index++;
      start = index + 1;
    } else if (/[&|()<\n]/.test(character) || (character === '#' && /^\s?$/.test(text.charAt(index - 1)))) {
      return null;
    }
  }
  return [...parts, text.slice(start)];
}

/** Takes the flags of an instruction from the words after them: `--from=builder /a /b`. */
export function splitFlags(words: readonly string[]): { flags: readonly string[]; rest: readonly string[] } {
  const first = words.findIndex((word) => !word.startsWith('--'));
  const at = first === -1 ? words.length : first;
  return { flags: words.slice(0, at), rest: words.slice(at) };
}

/** What follows the flags of an instruction, as it is written. */
export function withoutFlags(text: string): string {
  return text.replace(/^\s*(?:--(?:[^\s"']|"[^"]*"|'[^']*')+\s+)+/, '').trim();
}
