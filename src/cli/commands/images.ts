import { type Verification, imageUsages, verifyImages } from '../../migration/images.js';
import { imagesView } from '../../output/views/images.js';
import type { ImageAddress } from '../../values/image-address.js';
import * as options from '../arguments/options.js';
import type { Run } from '../command.js';
import { contextNote } from '../context-note.js';
import { selectionDiagnostics, unreadableExitCode } from '../diagnostics.js';
import { latestImages } from '../latest.js';
import { render } from '../output.js';
import { runSelection } from '../selection.js';

/** `images`: which base images the selected connectors use, and how far behind they are. */
export const run: Run = async (args, context) => {
  const { selection, find, clients } = await runSelection(
    args,
    context,
    args.positionals,
    async ({ selection }, probe) => ({
      selection,
      ...(await latestImages(args, context, selection.fleet, probe)),
    }),
  );
  const usages = await imageUsages(selection.matched, find);
  const verifications = args.get(options.verify)
    ? await verified(
        usages.flatMap(({ image }) => image ?? []),
        await clients(),
      )
    : null;
  const diagnostics = selectionDiagnostics(selection);
  const output = await render(
    imagesView({ selection, usages, verifications }),
    args,
    context,
    selection.fleet,
    diagnostics,
  );
  return {
    output,
    diagnostics: [...contextNote(selection, args, context), ...diagnostics],
    exitCode: unreadableExitCode(selection.fleet, args),
  };
};

async function verified(
  images: readonly ImageAddress[],
  clients: Parameters<typeof verifyImages>[1],
): Promise<ReadonlyMap<ImageAddress, Verification>> {
  const answers = await verifyImages(images, clients);
  return new Map(
    images.flatMap((image, index) => (answers[index] === undefined ? [] : [[image, answers[index]] as const])),
  );
}
