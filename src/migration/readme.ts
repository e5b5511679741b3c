/** A page that says to build the image by `docker build`, which needs the Dockerfile. */
export interface BuildInstructions {
  /** The page with the known instructions replaced. */
  readonly text: string;
  /** Lines that say `docker build`, from 1: those that are replaced, and those that are not known. */
  readonly known: readonly number[];
  readonly unknown: readonly number[];
}

/**
 * The instructions of Airbyte's template, in all variants of its READMEs: a heading of its own and a block of one
 * command, which names the connector's image and its own folder.
 */
const KNOWN =
  /^\*\*Via `docker build`:\*\*[ \t]*(?:\r?\n)+```(?:bash|sh|shell)?[ \t]*\r?\n(docker build (?:-t airbyte\/([\w-]+):dev \.|\. -t airbyte\/([\w-]+):dev))[ \t]*\r?\n```[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)?/gm;

/** Finds what a README says of `docker build`; null where it says nothing. */
export function buildInstructions(text: string, connector: string): BuildInstructions | null {
  const all = linesSaying(text);
  if (all.length === 0) return null;
  const known: number[] = [];
  // The template has both ways, one below the other: then the first is left. Else it takes the place of the other.
  const hasOther = new RegExp(String.raw`^airbyte-ci connectors --name[= ]${literal(connector)} build\b`, 'm').test(
    text,
  );
  const edited = text.replace(KNOWN, (block: string, _command: string, before = '', after = '', offset: number) => {
    // Another connector's image was copied by mistake, or is meant: who knows.
    if (`${before}${after}` !== connector) return block;
    const first = lineAt(text, offset);
    known.push(...linesSaying(block).map((line) => first + line - 1));
    if (hasOther) return '';
    const end = block.includes('\r\n') ? '\r\n' : '\n';
    const tail = /(?:\r?\n[ \t]*){2}$/.test(block) ? end + end : end;
    return (
      ['**Via `airbyte-ci`:**', '```bash', `airbyte-ci connectors --name=${connector} build`, '```'].join(end) + tail
    );
  });
  return { text: edited, known, unknown: all.filter((line) => !known.includes(line)) };
}

function linesSaying(text: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => (/\bdocker build\b/.test(line) ? [index + 1] : []));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
