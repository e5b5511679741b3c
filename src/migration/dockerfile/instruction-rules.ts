import { copyRule } from './copy-rule.js';
import type { Customization } from './customization.js';
import type { RuleContext } from './rule-context.js';
import { runRule } from './run-rule.js';
import { parseExecForm, splitWords } from './shell-words.js';
import { type StagedInstruction, pairsOf, resolvePath } from './stages.js';
import { isUtc } from './time-zone.js';

/** What an instruction customizes. */
type InstructionRule = (instruction: StagedInstruction, context: RuleContext) => readonly Customization[];

/** The rules by keyword. An instruction without a rule is always a customization. */
export const INSTRUCTION_RULES: ReadonlyMap<string, InstructionRule> = new Map<string, InstructionRule>([
  ['FROM', fromRule],
  ['RUN', (instruction, { image }) => runRule(instruction, image)],
  ['COPY', copyRule],
  ['ADD', copyRule],
  ['ENV', envRule],
  ['WORKDIR', workdirRule],
  ['ENTRYPOINT', entrypointRule],
  ['LABEL', labelRule],
  // Only the build sees an argument; where it reaches the image, ENV carries it.
  ['ARG', () => []],
]);

const PYTHON_IMAGES =
  /^(?:docker\.io\/)?(?:library\/)?(?:python|airbyte\/(?:integration-base-python|python-connector-base|base-python))(?::|@|$)/;

/** Where the build puts the connector. */
const CODE_FOLDER = '/airbyte/integration_code';

function fromRule({ text, lookup }: StagedInstruction, { stages, escape }: RuleContext): readonly Customization[] {
  const image = splitWords(text, { lookup, escape }).find((word) => !word.startsWith('--')) ?? '';
  const isStage = stages.some(({ name }) => name === image.toLowerCase());
  if (PYTHON_IMAGES.test(image) || isStage) return [];
  return [{ kind: 'other', what: `an image that is not plain Python: ${image}` }];
}

function workdirRule(
  { text, lookup, folder: current }: StagedInstruction,
  { escape }: RuleContext,
): readonly Customization[] {
  const written = splitWords(text, { lookup, escape })[0] ?? '';
  const folder = written.includes('$') ? null : resolvePath(current, written);
  return folder === '/airbyte' || folder?.startsWith('/airbyte/') === true
    ? []
    : [{ kind: 'other', what: `another working folder: ${written}` }];
}

function entrypointRule(instruction: StagedInstruction): readonly Customization[] {
  const { text, lookup, folder } = instruction;
  const main = mainFileOf(parseExecForm(text) ?? splitWords(text, { lookup }), folder);
  return mainFileCustomizations(main);
}

/** The file that the image runs by its last entry point; `main.py` where it runs none, or something else. */
export function mainFileIn(instructions: readonly StagedInstruction[]): string {
  const last = instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT');
  if (last === undefined) return 'main.py';
  const words = parseExecForm(last.text) ?? splitWords(last.text, { lookup: last.lookup });
  return mainFileOf(words, last.folder) ?? 'main.py';
}

/** The file that a command runs, within the connector's folder; null where it does anything else. */
function mainFileOf(words: readonly string[], folder: string | null): string | null {
  const [command = '', script = '', ...more] = words;
  if (words.length === 1 && /^\/airbyte\/(?:base|entrypoint)\.(?:sh|py)$/.test(command)) return 'main.py';
  if (!/^(?:\/usr\/(?:local\/)?bin\/)?python3?$/.test(command) || more.length > 0) return null;
  if (/(?:^|\/)main\.py$/.test(script)) return 'main.py';
  const path = resolvePath(folder ?? CODE_FOLDER, script);
  const file = path?.startsWith(`${CODE_FOLDER}/`) === true ? path.slice(CODE_FOLDER.length + 1) : '';
  return /^[\w./-]+\.py$/.test(file) ? file : null;
}

function mainFileCustomizations(file: string | null): readonly Customization[] {
  if (file === null) return [{ kind: 'other', what: 'another entry point than `python main.py`' }];
  return file === 'main.py' ? [] : [{ kind: 'main-file', file }];
}

function labelRule(instruction: StagedInstruction, { escape }: RuleContext): readonly Customization[] {
  const own = pairsOf(instruction, escape)
    .map(([name]) => name)
    .filter((name) => !name.startsWith('io.airbyte.'));
  return own.length === 0 ? [] : [{ kind: 'other', what: `label: ${own.join(', ')}` }];
}

/** Read only by former builds. The hooks carry them where there are hooks: some code may read them after all. */
export const FORMER_VARIABLES = /^AIRBYTE_IMPL_(?:MODULE|PATH)$/;

/** What programs read, whatever the Dockerfile does with it. */
const PROGRAM_VARIABLES =
  /^(?:PATH|HOME|TZ|LANG\w*|LC_\w+|LD_\w+|PYTHON\w*|PIP_\w+|POETRY_\w+|VIRTUAL_ENV|AIRBYTE_\w+)$/;

/** ENV: variables that the image does not have, and that are there for more than the Dockerfile itself. */
function envRule(instruction: StagedInstruction, context: RuleContext): readonly Customization[] {
  const { escape, image, mainFile } = context;
  return pairsOf(instruction, escape).flatMap(([name, value]): readonly Customization[] => {
    if (name === 'AIRBYTE_ENTRYPOINT') {
      // The build sets it along with the entry point.
      const file = mainFileOf(splitWords(value), instruction.folder);
      return file === mainFile ? [] : mainFileCustomizations(file);
    }
    if (FORMER_VARIABLES.test(name) || image.environment.get(name) === value) return [];
    if ((name === 'TZ' && isUtc(value)) || isPlace(name, value, context)) return [];
    return [{ kind: 'environment', name, value }];
  });
}

/** A variable that says where the build puts things, and that the Dockerfile itself reads: `ENV WORKDIR=/airbyte/...`. */
function isPlace(name: string, value: string, { packageFolder, readVariables }: RuleContext): boolean {
  if (name === 'CODE_PATH') return true;
  if (!readVariables.has(name) || PROGRAM_VARIABLES.test(name)) return false;
  const path = resolvePath('/', value) ?? '';
  return value === packageFolder || path === '/airbyte' || path.startsWith('/airbyte/');
}
