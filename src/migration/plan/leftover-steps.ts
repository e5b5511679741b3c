import type { ProbedConnector } from '../../fleet/connector.js';
import { UnreadableFileError, orUnreadable } from '../../io/unreadable-file.js';
import { agreeing } from '../../text/plural.js';
import { decodeExactly } from '../edits/text-edit.js';
import type { WorkingFiles } from '../files.js';
import { buildInstructions } from '../readme.js';
import type { MigrationRequest } from './plan.js';
import { type Step, replaceText } from './steps.js';

// Files that only the Dockerfile gave a meaning. Nothing here is a reason to refuse a migration.

const NOTHING: Step = { edits: [], notes: [] };

/** Names what the README says of `docker build`, and replaces the known instructions if asked. */
export async function readmeStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  { readme }: MigrationRequest,
): Promise<Step> {
  const path = `${connector.path}/README.md`;
  const bytes = await readOrNull(path, files);
  const text = bytes === null ? null : decodeExactly(bytes);
  const said = text === null ? null : buildInstructions(text, connector.name);
  if (bytes === null || said === null) return NOTHING;
  const replaced = readme && said.known.length > 0;
  const left = replaced ? said.unknown : [...said.known, ...said.unknown].sort((a, b) => a - b);
  const hint = readme
    ? 'not an instruction that fleetq knows'
    : said.known.length > 0
      ? '--readme replaces what is known'
      : 'not an instruction that fleetq knows';
  return {
    edits: replaced ? [replaceText(path, bytes, said.text)] : [],
    notes:
      left.length === 0
        ? []
        : [`README.md says \`docker build\` (${agreeing(left.length, 'line')} ${left.join(', ')}): ${hint}`],
  };
}

/** Names a `.dockerignore` that no Dockerfile of the folder uses any more, and deletes it if asked. */
export async function dockerignoreStep(
  connector: ProbedConnector,
  files: WorkingFiles,
  { clean }: MigrationRequest,
): Promise<Step> {
  const path = `${connector.path}/.dockerignore`;
  const before = await readOrNull(path, files);
  if (before === null) return NOTHING;
  const names = await files.names(connector.path);
  const isUsed = [...names].some(
    (name) => name !== 'Dockerfile' && /(?:^|\.)(?:docker|container)file(?:\.|$)/i.test(name),
  );
  if (isUsed) return NOTHING;
  return clean
    ? { edits: [{ path, before, after: null }], notes: [] }
    : { edits: [], notes: ['nothing uses .dockerignore any more: --clean deletes it'] };
}

/** What cannot be read is left as it is. */
async function readOrNull(path: string, files: WorkingFiles): Promise<Uint8Array | null> {
  const bytes = await orUnreadable(files.read(path));
  return bytes instanceof UnreadableFileError ? null : bytes;
}
