import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './run-fleetq.js';

/** A command that a document shows, with the output that it shows below. */
export interface DocumentedCommand {
  readonly line: string;
  readonly command: string;
  readonly output: string;
}

/** The `$ fleetq …` commands of a document's console blocks. What follows a command, up to the next one, is its output. */
export function documentedCommands(document: string): readonly DocumentedCommand[] {
  const text = readFileSync(join(PROJECT, document), 'utf8');
  return [...text.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [line = '', ...output] = part.split('\n');
        return { line: `$ ${line}`, command: line, output: output.join('\n') };
      }),
  );
}
