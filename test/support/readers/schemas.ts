import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { PROJECT } from '../run-fleetq.js';

const FOLDER = join(PROJECT, 'schema');
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: 'log',
  strictRequired: false,
  allowUnionTypes: true,
  logger: false,
});
for (const file of readdirSync(FOLDER)) ajv.addSchema(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as object);

/** What keeps a document from meeting the schema of a command's output; empty where it meets it. */
export function schemaErrors(command: string, document: unknown): readonly string[] {
  return errorsOf(validatorOf(`urn:fleetq:schema:2:${command}`), document);
}

/** The same for one item of it, as `ndjson` and `gh-matrix` give them. */
export function itemErrors(command: string, item: unknown): readonly string[] {
  return errorsOf(validatorOf(`urn:fleetq:schema:2:${command}#/$defs/item`), item);
}

function validatorOf(id: string): ValidateFunction {
  const validate = ajv.getSchema(id);
  if (validate === undefined) throw new Error(`there is no schema ${id}`);
  return validate;
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
