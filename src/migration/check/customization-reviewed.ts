import { decodeExactly } from '../edits/text-file.js';
import { fail, notApplicable, pass, unknown, type Criterion } from './criterion.js';
import { hooksOf } from './hooks.js';

/** 6: hooks are async, and new or changed ones are reviewed; applies only with a `build_customization.py`. */
export const customizationReviewed: Criterion = async (connector, { base, read }) => {
  if (!connector.folder.hasBuildCustomization) return notApplicable('there is no build_customization.py');
  const path = `${connector.path}/build_customization.py`;
  const bytes = await read(path);
  const module = bytes === null ? null : decodeExactly(bytes);
  if (module === null) return fail('build_customization.py cannot be read as text', path);
  const hooks = hooksOf(module);
  const plain = hooks.find((hook) => !hook.async);
  if (plain !== undefined) return fail(`${plain.name} (line ${plain.line}) must be \`async def\``, path);
  if ('unknown' in base) return unknown(`whether the hooks changed is not known: ${base.unknown}`);
  if (!base.changed.has(path)) return pass(`the hooks did not change since ${base.name}`);
  return unknown(`the hooks are new or changed since ${base.name}: the Connector Operations team must review them`);
};
