import { posix } from 'node:path';
import { EXIT, FleetqError } from '../../errors.js';
import { packageText } from '../../io/package-files.js';
import { color } from '../arguments/options.js';
import type { Run } from '../command.js';
import { wantsColor } from '../context.js';
import { layoutOptions } from '../output.js';
import { helpWidth } from './layout.js';
import { renderMarkdown } from './markdown.js';
import { TOPICS } from './topics.js';

/** Shows a page of the documentation, which is the one place that holds its facts. */
export function documentRun(document: string): Run {
  return async (args, context) => {
    const source = packageText(document);
    if (source === undefined)
      throw new FleetqError('usage', `there is no page \`${document}\``, ['fleetq help lists the topics']);
    const { paint } = await layoutOptions(args, context);
    const output = renderMarkdown(source, {
      width: helpWidth(context.stdout),
      paint,
      code: wantsColor(context.stdout, context.variables, args.get(color)) ? 'painted' : 'backticks',
      linkNote: (target) => linkNote(target, document),
    });
    return { output, diagnostics: [], exitCode: EXIT.done };
  };
}

/** How to read on at a terminal; a place in the same page, and a file that is no page, need no note. */
function linkNote(target: string, from: string): string | null {
  if (/^https?:/.test(target)) return target;
  const [path = ''] = target.split('#');
  const document = path === '' ? from : posix.join(posix.dirname(from), path);
  if (document === from || !/^docs\/.*\.md$/.test(document)) return null;
  return `fleetq help ${TOPICS.find((topic) => topic.document === document)?.name ?? document}`;
}
