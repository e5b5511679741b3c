import { parser } from '@lezer/python';
import { truncated } from '../../text/bounded.js';
import { UnreadableHooks } from './steps.js';

export type PythonNode = ReturnType<typeof parser.parse>['topNode'];

/** Bytes of a module. Real ones are below 3 kB. */
export const MAX_MODULE_BYTES = 64 * 1024;

/** A module with its syntax tree. */
export class PythonSource {
  readonly root: PythonNode;

  /** @throws UnreadableHooks for a text that is not Python */
  constructor(readonly text: string) {
    const tree = parser.parse(text);
    const cursor = tree.cursor();
    do {
      if (cursor.type.isError)
        throw new UnreadableHooks(this.lineAt(cursor.from), 'is not valid Python', 'mend the syntax');
    } while (cursor.next());
    this.root = tree.topNode;
  }

  textOf({ from, to }: Pick<PythonNode, 'from' | 'to'>): string {
    return this.text.slice(from, to);
  }

  /** From 1. */
  lineAt(offset: number): number {
    let line = 1;
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1)) line++;
    return line;
  }

  /** The refusal of a piece of the module. */
  refusal(node: PythonNode, message: string, advice: string): UnreadableHooks {
    return new UnreadableHooks(this.lineAt(node.from), message, advice);
  }

  /** The refusal of what is not on the list of what a hook may do. */
  notRead(node: PythonNode): UnreadableHooks {
    const shown = truncated(this.textOf(node).replace(/\s+/g, ' '));
    return this.refusal(node, `\`${shown}\` is only known when it runs`, BY_HAND);
  }
}

export const BY_HAND = 'write constants and with_… calls, or build this connector from a Containerfile of your own';

/** What a node is made of, comments aside. */
export function childrenOf(node: PythonNode): readonly PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

/** Cuts nodes at those of one name: the items of a list at its commas. A comma at the end adds no item. */
export function splitAt(nodes: readonly PythonNode[], separator: string): readonly (readonly PythonNode[])[] {
  const parts: PythonNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.at(-1)?.length === 0 ? parts.slice(0, -1) : parts;
}
