import { parseJson } from '../../migration/parse-json.js';

/** Whether a line is the message by which a connector answers `spec`. Others, such as logs, may stand around it. */
export function isSpecMessage(line: string): boolean {
  if (!line.includes('SPEC')) return false;
  const message = parseJson(line);
  if (typeof message !== 'object' || message === null || !('type' in message) || !('spec' in message)) return false;
  return message.type === 'SPEC' && typeof message.spec === 'object' && message.spec !== null;
}
