import { changelogRow, hasPlaceholder } from '../changelog/entry.js';
import { findChangelog } from '../changelog/table.js';
import { documentationOf } from '../plan/documentation.js';
import { fail, pass, type Criterion } from './criterion.js';

/** 4: the documentation page has a changelog row for the current version. */
export const changelogEntry: Criterion = async (connector, { read }) => {
  const { version } = connector;
  if (version === null)
    return fail('dockerImageTag is missing or is not a text, so no row can be its', connector.metadataPath);
  const found = await documentationOf(connector, read);
  if (!found.ok) return fail(found.reason, connector.metadataPath);
  const { path, text } = found.page;
  const row = changelogRow(text, version);
  if (row !== null)
    return pass(
      `${path} has a row for ${version}${hasPlaceholder(row) ? ', which still lacks the pull request number' : ''}`,
    );
  return fail(
    findChangelog(text, version) === null
      ? `${path} has no changelog table`
      : `${path} has no changelog row for ${version}`,
    path,
  );
};
