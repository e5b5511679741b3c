import type { Connector } from '../fleet/connector.js';
import { getKey, isMapping } from '../values/mapping.js';
import type { Mapping, Value } from '../values/value.js';
import { recordOf } from './record.js';

/** Whether a connector has what a query reads at a path such as data, connectorBuildOptions, baseImage. */
export function reaches(connector: Connector, path: readonly string[]): boolean {
  return valueUnder(connector, path) !== undefined;
}

/** What a connector has at a path whose first part is a name that queries know. */
export function valueUnder(connector: Connector, [name = '', ...keys]: readonly string[]): Value | undefined {
  const record = recordOf(connector);
  const start: Mapping | undefined =
    name === 'data' ? record.data : name === 'connector' ? record.connector : undefined;
  let value: Value | undefined = start;
  for (const key of keys) {
    if (value === undefined || !isMapping(value)) return undefined;
    value = getKey(value, key);
  }
  return value;
}
