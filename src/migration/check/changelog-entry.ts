import type { ProbedConnector } from '../../fleet/connector.js';
import { textAtBase, versionAtBase } from '../base-revision.js';
import { changelogRow, hasPlaceholder, misplacedRow, newRows } from '../changelog/entry.js';
import { changelogTables } from '../changelog/table.js';
import { versionProblem } from '../connector-version.js';
import { findDocumentation } from '../documentation.js';
import { type CheckContext, type Criterion, type Finding, fail, pass } from './criterion.js';

/** 4: the documentation page has a changelog row for the current version, a new one where the version is new. */
export const changelogEntry: Criterion = async (connector, context) => {
  const { version } = connector;
  if (version === null) return fail(`${versionProblem(connector)}, so no row can be its`, connector.metadataPath);
  return rowFinding(connector, version, context);
};

/** Whether the row is there. A row that the base has too is not of this change, unless the version is the base's as well. */
export async function rowFinding(connector: ProbedConnector, version: string, context: CheckContext): Promise<Finding> {
  const { base, dataKey } = context;
  const found = await findDocumentation(connector, context);
  if (!found.ok) return fail(found.reason, connector.metadataPath);
  const { path, text } = found.page;
  const row = changelogRow(text, version);
  if (row === null) return fail(missingRow(path, text, version), path);
  if (!('unknown' in base)) {
    const before = await versionAtBase(base, connector, dataKey);
    const raised = typeof before === 'string' && before !== version;
    if (raised && newRows(text, await textAtBase(base, path), version).length === 0)
      return fail(`${path} had its row for ${version} at ${base.name} already: this change has none of its own`, path);
  }
  const unnumbered = hasPlaceholder(row) ? ', which still lacks the pull request number' : '';
  return pass(`${path} has a row for ${version}${unnumbered}`);
}

function missingRow(path: string, text: string, version: string): string {
  const misplaced = misplacedRow(text, version);
  if (misplaced !== null)
    return `${path} has its row for ${version} above the delimiter row, where it is not in the table (line ${misplaced.line})`;
  return changelogTables(text).length === 0
    ? `${path} has no changelog table`
    : `${path} has no changelog row for ${version}`;
}
