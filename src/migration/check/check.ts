import { isChanged } from '../../git/changed-paths.js';
import { type ProbedConnector, dataOf } from '../../fleet/connector.js';
import { imageName, parseImageAddress } from '../../values/image-address.js';
import { getKey, isMapping } from '../../values/value.js';
import { findHooks } from '../build-customization.js';
import { changelogEntry } from './changelog-entry.js';
import { versionBumped } from './version-bumped.js';
import { leftOutReason } from '../documentation.js';
import { decodeExactly } from '../edits/text-edit.js';
import { ineligibility } from '../eligibility.js';
import { UnreadableFileError, orUnreadable } from '../../io/unreadable-file.js';
import { compareVersions, describeDistance, distanceBehind, versionOfTag } from '../versions.js';
import {
  CRITERIA,
  type CheckContext,
  type Criterion,
  type CriterionName,
  type Finding,
  type Verdict,
  fail,
  notApplicable,
  pass,
  unknown,
} from './criterion.js';

/** What the six criteria say of a connector. */
export interface CheckedConnector {
  readonly connector: ProbedConnector;
  /** `fail` where a criterion fails, `not-applicable` where none applies, `pass` else: what is unknown does not fail. */
  readonly verdict: Exclude<Verdict, 'unknown'>;
  readonly findings: Readonly<Record<CriterionName, Finding>>;
}

export async function checkConnector(connector: ProbedConnector, context: CheckContext): Promise<CheckedConnector> {
  const findings = await findingsOf(connector, context);
  return { connector, verdict: verdictOf(CRITERIA.map((name) => findings[name].verdict)), findings };
}

async function findingsOf(connector: ProbedConnector, context: CheckContext): Promise<CheckedConnector['findings']> {
  const ineligible = archived(connector) ?? ineligibility(connector)?.message ?? null;
  const check = async (criterion: Criterion): Promise<Finding> =>
    ineligible === null ? criterion(connector, context) : notApplicable(`the connector ${ineligible}`);
  return {
    'dockerfile-removed': await check(dockerfileRemoved),
    'base-image-latest': await check(baseImageLatest),
    'version-bumped': await check(versionBumped),
    'changelog-entry': await check(changelogEntry),
    'ci-passed': await check(ciPassed),
    'customization-reviewed': await check(customizationReviewed),
  };
}

/** Nobody releases an archived connector any more, so nothing is asked of it. */
function archived({ supportLevel }: ProbedConnector): string | null {
  return supportLevel === 'archived' ? 'is archived: nothing is released of it any more' : null;
}

function verdictOf(verdicts: readonly Verdict[]): CheckedConnector['verdict'] {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.every((verdict) => verdict === 'not-applicable') ? 'not-applicable' : 'pass';
}

/** 1: no `Dockerfile` in the connector's folder. */
const dockerfileRemoved: Criterion = async (connector, { isLeftOut }) => {
  const path = `${connector.path}/Dockerfile`;
  if (connector.folder.hasDockerfile) return fail('the connector still has a Dockerfile', path);
  return (await isLeftOut(path)) ? fail(leftOutReason(path), path) : pass('there is no Dockerfile');
};

/** 2: `connectorBuildOptions.baseImage` is a whole address, and the latest. */
const baseImageLatest: Criterion = async (connector, { pythonImage, findLatest }) => {
  const wrong = (reason: string): Finding => fail(reason, connector.metadataPath);
  if (connector.baseImage === null) return wrong(baseImageProblem(connector));
  const parsed = parseImageAddress(connector.baseImage);
  if (!parsed.ok) return wrong(`${parsed.problem.code}: \`${connector.baseImage}\` ${parsed.problem.message}`);
  const { image } = parsed;
  if (imageName(image) !== pythonImage) return wrong(`other image: ${imageName(image)} instead of ${pythonImage}`);
  const latest = await findLatest(pythonImage);
  if (latest === null) return unknown(`no version of ${pythonImage} is known to compare with: give --base-image`);

  const { tag, digest } = latest.image;
  if (image.digest === digest)
    return pass(image.tag === tag ? `${tag} is the latest` : `${image.tag} is the same image as the latest, ${tag}`);
  const version = versionOfTag(image.tag);
  if (version === null) return wrong(`outdated: the tag ${image.tag} is no version, the latest is ${tag}`);
  const behind = distanceBehind(image.tag, tag, latest.knownTags);
  if (behind !== null) return wrong(`outdated: ${image.tag} is ${describeDistance(behind)} behind ${tag}`);
  const latestVersion = versionOfTag(tag);
  if (latestVersion !== null && compareVersions(version, latestVersion) > 0)
    return pass(`${image.tag} is newer than the latest known, ${tag}`);
  return wrong(`moved: the tag ${tag} has another digest by now, ${digest}`);
};

/** Why a connector has no base image: only a text is one. */
function baseImageProblem(connector: ProbedConnector): string {
  const options = getKey(dataOf(connector), 'connectorBuildOptions');
  const value = options !== undefined && isMapping(options) ? getKey(options, 'baseImage') : undefined;
  return value === undefined || value === null
    ? 'missing: there is no connectorBuildOptions.baseImage'
    : 'malformed: connectorBuildOptions.baseImage is not a text';
}

/** 5: the connector's CI run passed, as a results file says. */
const ciPassed: Criterion = (connector, { ciResults }) => {
  switch (ciResults?.get(connector.name)) {
    case 'passed':
      return pass('CI passed');
    case 'failed':
      return fail('CI failed');
    case 'built':
      return unknown('it was built, and the guide asks for built and tested by CI');
    case undefined:
      return unknown(
        ciResults === null ? 'no results: give --ci-results FILE' : 'the results file does not name the connector',
      );
  }
};

/** 6: hooks are async, and new or changed ones are reviewed; applies only with a `build_customization.py`. */
const customizationReviewed: Criterion = async (connector, { base, read }) => {
  if (!connector.folder.hasBuildCustomization) return notApplicable('there is no build_customization.py');
  const path = `${connector.path}/build_customization.py`;
  const bytes = await orUnreadable(read(path));
  if (bytes instanceof UnreadableFileError) return fail(`build_customization.py ${bytes.message}`, path);
  const module = bytes === null ? null : decodeExactly(bytes);
  if (module === null) return fail('build_customization.py cannot be read as text', path);
  const hooks = findHooks(module);
  const plain = hooks.find((hook) => !hook.async);
  if (plain !== undefined) return fail(`${plain.name} (line ${plain.line}) must be \`async def\``, path);
  if ('unknown' in base) return unknown(`whether the hooks changed is not known: ${base.unknown}`);
  if (!isChanged(base.changed, path)) return pass(`the hooks did not change since ${base.name}`);
  return unknown(`the hooks are new or changed since ${base.name}: the Connector Operations team must review them`);
};
