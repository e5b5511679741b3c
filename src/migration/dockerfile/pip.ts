import { splitCommands, withoutFlags } from './shell-words.js';
import type { StagedInstruction } from './stages.js';

/** A `pip install`. */
export interface PipCommand {
  /** What it installs beyond the connector itself and tools of building. */
  readonly packages: readonly string[];
  /** Where to, if it says so. */
  readonly target: string | null;
}

/** Python packages that every build upgrades or installs for itself. */
const BUILD_TOOLS = /^(?:pip|setuptools|wheel|poetry|poetry-core|virtualenv|build)(?:\[\w+\])?(?:[=<>~!].*)?$/;

/** Arguments of `pip install` that stand for the connector itself. */
const CONNECTOR_ITSELF = /^(?:\.|\.\/|\.?\/?\.?\[[\w,-]+\]|\/airbyte\/\S*|(?:\.\/)?requirements\.txt)$/;

/** Options with a value of their own that changes nothing about what is installed. */
const OPTIONS_WITH_VALUE =
  /^(?:--prefix|--target|-t|--timeout|--default-timeout|--retries|--root-user-action|--cache-dir)$/;

/** The `pip install` that the words of a command are, or null for another command. */
export function pipCommand(words: readonly string[]): PipCommand | null {
  const [first = '', second, third] = words;
  const rest =
    /^python3?(?:\.\d+)?$/.test(first) && second === '-m' && third === 'pip'
      ? words.slice(3)
      : /^pip3?$/.test(first)
        ? words.slice(1)
        : null;
  const verb = rest?.findIndex((word) => !word.startsWith('-')) ?? -1;
  if (rest?.[verb] !== 'install') return null;
  const before = rest.slice(0, verb);
  const after = [...before, ...rest.slice(verb + 1)];
  return { packages: ownPackages(after), target: targetOf(after) };
}

/** Every `pip install` of a RUN that is no more than commands one after the other. */
export function pipCommands({ text, lookup }: StagedInstruction): readonly PipCommand[] {
  const commands = splitCommands(withoutFlags(text), lookup) ?? [];
  return commands.map(pipCommand).filter((command) => command !== null);
}

function ownPackages(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => {
    if (word.startsWith('-') || BUILD_TOOLS.test(word)) return false;
    return !OPTIONS_WITH_VALUE.test(words[index - 1] ?? '') && !CONNECTOR_ITSELF.test(word);
  });
}

function targetOf(words: readonly string[]): string | null {
  if (words.includes('--user')) return '/root/.local';
  for (const [index, word] of words.entries()) {
    const [, written] = /^(?:--prefix|--target)=(.*)$/.exec(word) ?? [];
    const target = written ?? (/^(?:--prefix|--target|-t)$/.test(word) ? words[index + 1] : undefined);
    if (target !== undefined) return target.replace(/(?<=.)\/+$/, '');
  }
  return null;
}
