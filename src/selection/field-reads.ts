import type { Connector } from '../fleet/connector.js';
import { type Mapping, type Value, getKey, isMapping } from '../values/value.js';
import { recordOf } from './record.js';

/** Whether a connector has what a query reads at a path such as data, connectorBuildOptions, baseImage. */
export function hasPath(connector: Connector, path: readonly string[]): boolean {
  return valueAtPath(connector, path) !== undefined;
}

/** What a connector has at a path whose first part is a name that queries know. */
export function valueAtPath(connector: Connector, [name = '', ...keys]: readonly string[]): Value | undefined {
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
