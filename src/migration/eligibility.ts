import type { ProbedConnector } from '../fleet/connector.js';
import type { Reason } from './plan/reasons.js';

/** Why the migration guide does not apply to a connector, or null where it does. */
export function ineligibility(connector: ProbedConnector): Reason | null {
  switch (connector.folder.language) {
    case 'python':
    case 'low-code':
      return null;
    case 'java':
      return { code: 'not-python', message: 'is a Java connector: the base image is for Python connectors' };
    case 'manifest-only':
      return {
        code: 'manifest-only',
        message: 'is manifest-only: it has no code of its own to build on the Python base image',
      };
    case null:
      return { code: 'no-language', message: 'shows no language: it has neither setup.py nor pyproject.toml' };
  }
}
