import type { ProbedConnector } from '../../fleet/connector.js';
import { isChanged } from '../../git/changed-paths.js';
import { type BaseRevision, versionAtBase } from '../base-revision.js';
import { versionProblem } from '../connector-version.js';
import { compareVersions, raiseVersion, versionOfTag } from '../versions.js';
import { rowFinding } from './changelog-entry.js';
import { type CheckContext, type Criterion, type Finding, fail, notApplicable, pass, unknown } from './criterion.js';

/** 3: `dockerImageTag` rose since the base revision: by a patch, or by more where the changelog says so. */
export const versionBumped: Criterion = async (connector, context) => {
  const { base, dataKey } = context;
  if ('unknown' in base) return unknown(base.unknown);
  if (!hasChanged(connector, base)) return notApplicable(`the connector did not change since ${base.name}`);
  const before = await versionAtBase(base, connector, dataKey);
  const now = connector.version;
  if (before === null) return notApplicable(`the connector is new since ${base.name}`);
  if (before === undefined) return unknown(`the metadata at ${base.name} states no version`);
  if (now === null) return fail(versionProblem(connector), connector.metadataPath);
  const raised = raiseVersion(before, context.bump ?? 'patch');
  if (!raised.ok) return unknown(`at ${base.name}, ${raised.reason}`);
  return raiseFinding(connector, { before, now, least: raised.version }, context);
};

function hasChanged({ path, metadataPath }: ProbedConnector, { changed }: BaseRevision): boolean {
  return [...changed].some((one) => one.startsWith(`${path}/`)) || isChanged(changed, metadataPath);
}

/** @param versions at the base, in the metadata, and what the change had to reach */
async function raiseFinding(
  connector: ProbedConnector,
  { before, now, least }: { readonly before: string; readonly now: string; readonly least: string },
  context: CheckContext,
): Promise<Finding> {
  const bump = context.bump ?? 'patch';
  const became = now === before ? `still ${now}` : `${before} became ${now}`;
  const wrong = (why: string): Finding => fail(`${became}; ${why}`, connector.metadataPath);
  if (versionOfTag(now) !== now) return wrong('that is no SemVer version');
  if (compareVersions(now, least) < 0) return wrong(`a ${bump} raise gives ${least}`);
  if (now === least) return pass(context.bump === null ? became : `${became}, as --bump ${bump} asks`);
  const row = await rowFinding(connector, now, context);
  return row.verdict === 'pass'
    ? pass(`${became}, more than a ${bump}, with a changelog row of its own`)
    : wrong(`a ${bump} raise gives ${least}, and nothing says why it is more: ${row.reason}`);
}
