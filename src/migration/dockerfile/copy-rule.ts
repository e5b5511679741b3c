import { isUtcCopy } from './time-zone.js';
import type { Customization } from './customization.js';
import type { RuleContext } from './rule-context.js';
import { copyParts, findStage, type StagedInstruction } from './stages.js';
import { holdsPythonPackages, withoutSlash } from './surviving-stages.js';

/** Files that the base image's build copies itself, or that only building and testing needed. */
const PROVIDED_FILES =
  /^(?:setup\.(?:py|cfg)|requirements[\w.-]*\.txt|pyproject\.toml|poetry\.(?:lock|toml)|README\.md|unit_tests|integration_tests|acceptance-test-config\.yml)$/;

/** COPY and ADD: files that are neither the connector's package nor part of every Python connector. */
export function copyRule(instruction: StagedInstruction, context: RuleContext): readonly Customization[] {
  const { sources, destination, from } = copyParts(instruction, context.escape);
  if (from !== null) {
    const stage = findStage(context.stages, from);
    const extra = sources.filter(
      (path) => !isUtcCopy(path, destination) && !(stage !== null && holdsPythonPackages(stage, withoutSlash(path))),
    );
    return extra.length === 0 ? [] : [{ kind: 'files', paths: extra.map((path) => `${path} of ${from}`) }];
  }
  const { mainFile } = context;
  const main = mainFile !== 'main.py' && sources.some((path) => connectorPath(path) === mainFile);
  const extra = sources.filter((path) => connectorPath(path) !== mainFile && !isProvided(path, context));
  return [
    ...(main ? [{ kind: 'main-file', file: mainFile } as const] : []),
    ...(extra.length === 0 ? [] : [{ kind: 'files', paths: extra } as const]),
  ];
}

function isProvided(path: string, { packageFolder }: RuleContext): boolean {
  const plain = connectorPath(withoutOptional(path));
  return plain === packageFolder || plain.startsWith(`${packageFolder}/`) || PROVIDED_FILES.test(plain);
}

/** A path in the connector's folder, which is where Docker takes files from however the path is written. */
function connectorPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? path : parts.join('/');
}

/** `poetry.lock*` and `poetry.loc[k]` mean one file that need not be there. Other patterns may match anything. */
function withoutOptional(path: string): string {
  return path.replace(/\*$/, '').replace(/\[(\w)\]/g, '$1');
}
