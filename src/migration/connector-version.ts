import { type Connector, dataOf } from '../fleet/connector.js';
import { scalarText } from '../values/to-text.js';
import { Float, getKey, isScalar } from '../values/value.js';

/** Why a connector has no version, as a sentence without its full stop: YAML reads `1.10` as a number. */
export function versionProblem(connector: Connector): string {
  const value = getKey(dataOf(connector), 'dockerImageTag');
  if (value === undefined || value === null) return '`dockerImageTag` is missing';
  if (!isScalar(value)) return '`dockerImageTag` is not a text';
  const isNumber = typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
  const what = `${isNumber ? 'the number ' : ''}${scalarText(value)}`;
  return `\`dockerImageTag\` is ${what}, not a text: write it in quotes`;
}
