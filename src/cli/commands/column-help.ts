import { EXIT } from '../../errors.js';
import { fieldPaths } from '../../inventory/field-stats.js';
import { DEFAULT_COLUMNS } from '../../output/views/columns.js';
import { SCANNED_FIELDS } from '../../selection/fields.js';
import { escapeControl } from '../../text/escape-control.js';
import type { Run } from '../command.js';
import { withFleet } from '../fleet.js';

/** `--columns help`: every column that this fleet can be shown with. */
export const run: Run = async (args, context) => {
  const fleet = await withFleet(args, context, (opened) => opened.scan());
  const paths = [...fieldPaths(fleet.connectors)].map(
    ([path, count]) => `  ${String(count).padStart(5)}  ${escapeControl(path)}`,
  );
  const lines = [
    'Columns that every connector has:',
    ...SCANNED_FIELDS.map(
      (name) => `  ${name}${DEFAULT_COLUMNS.some((shown) => shown === name) ? ' (shown by default)' : ''}`,
    ),
    '',
    'Metadata fields, with how many connectors have them:',
    ...paths,
  ];
  return { output: `${lines.join('\n')}\n`, diagnostics: [], exitCode: EXIT.done };
};
