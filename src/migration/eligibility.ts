import type { ProbedConnector } from '../fleet/connector.js';

/** Why the migration guide does not apply to a connector, or null where it does. */
export function ineligibility(connector: ProbedConnector): string | null {
  switch (connector.folder.language) {
    case 'python':
    case 'low-code':
      return null;
    case 'java':
      return 'is a Java connector: the base image is for Python connectors';
    case 'manifest-only':
      return 'is manifest-only: it has no code of its own to build on the Python base image';
    case null:
      return 'shows no language: it has neither setup.py nor pyproject.toml';
  }
}
