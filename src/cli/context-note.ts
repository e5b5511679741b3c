import { sizeOfFleet } from '../fleet/scan.js';
import type { Selection } from '../selection/selection.js';
import { output } from './arguments/options.js';
import type { Arguments } from './arguments/parse.js';
import type { Diagnostic } from './command.js';
import type { CliContext } from './context.js';

/**
 * What a table does not say of itself, where a person looks at it: how many of how many there are.
 *
 * @param shown how many rows of connectors are shown, where that may be fewer than matched
 */
export function contextNote(
  { matched, fleet }: Selection,
  args: Arguments,
  { stdout }: CliContext,
  shown = matched.length,
): readonly Diagnostic[] {
  if (!stdout.isTerminal || (args.get(output) ?? 'table') !== 'table') return [];
  const size = sizeOfFleet(fleet);
  const total = size.toLocaleString('en');
  if (matched.length === 0)
    return [
      {
        code: 'context',
        level: 'note',
        text: size === 1 ? 'the one connector does not match' : `none of ${total} connectors matches`,
        hints: ['leave out a filter; `fleetq stats` and `fleetq fields` show what there is'],
      },
    ];
  const all = matched.length.toLocaleString('en');
  const text =
    shown < matched.length
      ? `showing ${shown.toLocaleString('en')} of ${all} connectors`
      : matched.length === size
        ? `${total} ${size === 1 ? 'connector' : 'connectors'}`
        : `${all} of ${total} connectors`;
  return [{ code: 'context', level: 'note', text }];
}
