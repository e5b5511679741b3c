import { readCopy } from './copy.js';
import { readEnvironment } from './environment.js';
import type { DockerfileContext, Loss } from './loss.js';
import { readRun } from './run.js';
import { execForm, withoutFlags, wordsOf } from './words.js';

type Reader = (text: string, context: DockerfileContext) => readonly Loss[];

/** What each instruction does beyond the common pattern. An instruction without a reader is always a loss. */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['FROM', readFrom],
  ['RUN', readRun],
  ['COPY', readCopy],
  ['ADD', readCopy],
  ['ENV', readEnvironment],
  ['WORKDIR', readWorkingFolder],
  ['ENTRYPOINT', readEntryPoint],
  ['LABEL', readLabel],
  // Only the build sees an argument; where it reaches the image, ENV carries it.
  ['ARG', () => []],
]);

const PYTHON_IMAGES =
  /^(?:docker\.io\/)?(?:library\/)?(?:python|airbyte\/(?:integration-base-python|python-connector-base|base-python))(?::|@|$)/;

function readFrom(text: string, { stages }: DockerfileContext): readonly Loss[] {
  const image = withoutFlags(wordsOf(text)).rest[0] ?? '';
  if (PYTHON_IMAGES.test(image) || stages.has(image.toLowerCase())) return [];
  return [{ kind: 'other', what: `an image that is not plain Python: ${image}` }];
}

function readWorkingFolder(text: string): readonly Loss[] {
  const folder = wordsOf(text)[0] ?? '';
  return folder === '/airbyte' || folder.startsWith('/airbyte/')
    ? []
    : [{ kind: 'other', what: `another working folder: ${folder}` }];
}

function readEntryPoint(text: string): readonly Loss[] {
  const words = execForm(text) ?? wordsOf(text);
  const [command = '', script = '', ...more] = words;
  const isMain =
    /^(?:\/usr\/(?:local\/)?bin\/)?python3?$/.test(command) && /(?:^|\/)main\.py$/.test(script) && more.length === 0;
  const isBaseScript = words.length === 1 && /^\/airbyte\/(?:base|entrypoint)\.(?:sh|py)$/.test(command);
  return isMain || isBaseScript ? [] : [{ kind: 'other', what: 'another entry point than `python main.py`' }];
}

function readLabel(text: string): readonly Loss[] {
  const words = wordsOf(text);
  const names = words.some((word) => word.includes('='))
    ? words.map((word) => word.split('=')[0] ?? '')
    : words.slice(0, 1);
  const own = names.filter((name) => !name.startsWith('io.airbyte.'));
  return own.length === 0 ? [] : [{ kind: 'other', what: `label: ${own.join(', ')}` }];
}
