import { raisePatch } from '../base-image/patch-raise.js';
import { versionAtBase } from '../base-revision.js';
import { fail, notApplicable, pass, unknown, type Criterion } from './criterion.js';

/** 3: `dockerImageTag` is the base revision's with the patch raised by one. */
export const versionBumped: Criterion = async (connector, { base, dataKey }) => {
  if ('unknown' in base) return unknown(base.unknown);
  const folder = `${connector.path}/`;
  const changed = [...base.changed].some((path) => path.startsWith(folder) || path === connector.metadataPath);
  if (!changed) return notApplicable(`the connector did not change since ${base.name}`);

  const before = await versionAtBase(base, connector, dataKey);
  const now = connector.version;
  if (before === null) return notApplicable(`the connector is new since ${base.name}`);
  if (before === undefined) return unknown(`the metadata at ${base.name} states no version`);
  if (now === null) return fail('dockerImageTag is missing or is not a text', connector.metadataPath);
  const expected = raisePatch(before);
  if (!expected.ok) return unknown(`at ${base.name}, ${expected.reason}`);
  if (now === expected.version) return pass(`${before} became ${now}`);
  const found = now === before ? `still ${now}` : `${before} became ${now}`;
  return fail(`${found}; a patch raise gives ${expected.version}`, connector.metadataPath);
};
