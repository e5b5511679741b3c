import type { Connector } from '../../fleet/connector.js';
import { describeLoss } from '../dockerfile/loss.js';
import { scaffoldHooks } from '../dockerfile/scaffold.js';
import { decodeExactly } from '../edits/text-file.js';
import { type FileEdit, refuse } from './outcome.js';
import type { MigrationRequest } from './request.js';
import type { WorkingFiles } from './working-files.js';

export interface DockerfileStep {
  readonly edits: readonly FileEdit[];
  readonly notes: readonly string[];
}

/** Deletes the Dockerfile, and sees to what would be lost with it. */
export async function dockerfileStep(
  connector: Connector,
  files: WorkingFiles,
  request: MigrationRequest,
): Promise<DockerfileStep> {
  const path = `${connector.path}/Dockerfile`;
  const bytes = await files.read(path);
  if (bytes === null) return { edits: [], notes: [] };
  const deletion: FileEdit = { path, before: bytes, after: null };
  const text = decodeExactly(bytes);
  if (text === null) return refuse('Dockerfile is not UTF-8 text');
  // The parser is loaded when a Dockerfile is there to be read: most connectors have none.
  const { dockerfileLosses } = await import('../dockerfile/losses.js');
  const losses = dockerfileLosses(text, connector.name.replaceAll('-', '_'));
  if (losses.length === 0) return { edits: [deletion], notes: [] };

  const shown = losses.map(describeLoss);
  const hooks = `${connector.path}/build_customization.py`;
  switch (request.customDockerfile) {
    case 'lose':
      return { edits: [deletion], notes: shown.map((line) => `lost: ${line}`) };
    case 'stop':
      return refuse(...shown);
    case 'scaffold-hooks':
      if ((await files.read(hooks)) !== null)
        return refuse('build_customization.py exists already: carry these over by hand, then use --force', ...shown);
      return {
        edits: [deletion, { path: hooks, before: null, after: new TextEncoder().encode(scaffoldHooks(losses)) }],
        notes: ['build_customization.py is a scaffold: complete it and have the Connector Operations team review it'],
      };
  }
}
