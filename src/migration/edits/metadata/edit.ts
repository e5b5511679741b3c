import { readMetadata } from '../../../metadata/read.js';
import { valueAt } from '../../../values/path.js';
import { type Value, isMapping } from '../../../values/value.js';
import { type Edited, type Splice, applySplices } from '../splice.js';
import { lastPair, mappingUnder, topMapping } from '../yaml/nodes.js';
import { replaceScalar } from '../yaml/replace.js';
import { waysToSetBaseImage } from './base-image.js';
import { differences } from './differences.js';

/** The fields that a migration may change in a metadata file, below the data key. */
export interface MetadataChange {
  /** The whole address that `connectorBuildOptions.baseImage` gets. */
  readonly baseImage?: string;
  /** The version that `dockerImageTag` gets, and the one that it must hold now. */
  readonly version?: { readonly from: string; readonly to: string };
}

/** Edits a metadata file in place; every byte outside the changed values stays. Refuses where that cannot be made sure of. */
export async function editMetadata(text: string, dataKey: string | null, change: MetadataChange): Promise<Edited> {
  const before = await documentOf(text);
  if (typeof before === 'string') return refused(before);
  const top = topMapping(text);
  const data = top === null || dataKey === null ? top : mappingUnder(top, dataKey);
  if (data === null) return refused(`\`${dataKey ?? 'the document'}\` is not written out as a mapping of its own`);

  const { version } = change;
  if (
    version !== undefined &&
    isMapping(before.document) &&
    valueAt(before.document, `${dataKey === null ? '' : `${dataKey}.`}dockerImageTag`) !== version.from
  ) {
    return refused(`\`dockerImageTag\` is no longer ${version.from}: run it again`);
  }
  const tag: readonly Splice[] | null =
    version === undefined ? [] : tagSplice(text, lastPair(data, 'dockerImageTag'), version.to);
  if (tag === null) return refused('`dockerImageTag` is not written out as a text of its own');
  const ways =
    change.baseImage === undefined ? [[]] : waysToSetBaseImage(text, data, change.baseImage).map((splice) => [splice]);
  if (ways.length === 0) return refused('`connectorBuildOptions` is neither empty nor a mapping');

  let problem = '';
  for (const way of ways) {
    const edited = applySplices(text, [...way, ...tag]);
    const found = await unintended(before.document, edited, dataKey, change);
    if (found === null) return { ok: true, text: edited };
    problem ||= found;
  }
  return refused(problem);
}

function tagSplice(text: string, pair: ReturnType<typeof lastPair>, version: string): readonly Splice[] | null {
  const splice = pair === null ? null : replaceScalar(text, pair, version);
  return splice === null ? null : [splice];
}

/** Reads the edited text back: what differs beyond the intended fields, or null where nothing does. */
async function unintended(
  before: Value,
  edited: string,
  dataKey: string | null,
  change: MetadataChange,
): Promise<string | null> {
  const after = await documentOf(edited);
  if (typeof after === 'string') return `an edit in place would break the file: ${after}`;
  const prefix = dataKey === null ? '' : `${dataKey}.`;
  const intended = new Map<string, string>();
  if (change.baseImage !== undefined) intended.set(`${prefix}connectorBuildOptions.baseImage`, change.baseImage);
  if (change.version !== undefined) intended.set(`${prefix}dockerImageTag`, change.version.to);
  for (const [path, value] of intended) {
    const got = isMapping(after.document) ? valueAt(after.document, path) : undefined;
    if (got !== value) return `an edit in place would not set \`${path}\``;
  }
  // An empty `connectorBuildOptions` goes from null to a mapping: that is the same intention, one level up.
  const harmless = new Set([...intended.keys(), `${prefix}connectorBuildOptions`]);
  const other = differences(before, after.document).find((path) => !harmless.has(path));
  return other === undefined ? null : `an edit in place would change \`${other}\` as well`;
}

async function documentOf(text: string): Promise<{ document: Value } | string> {
  const result = await readMetadata(new TextEncoder().encode(text));
  if (result.ok) return { document: result.document };
  return result.error.line === undefined ? result.error.message : `line ${result.error.line}: ${result.error.message}`;
}

function refused(reason: string): Edited {
  return { ok: false, reason };
}
