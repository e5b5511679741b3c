import { root } from '../arguments/options.js';
import { Arguments } from '../arguments/parse.js';
import { COMMANDS } from '../commands.js';
import type { CliContext } from '../context.js';
import { type FleetHandle, withFleet } from '../fleet.js';
import { connectorNames } from '../fleet-words.js';
import { TOPICS } from '../help/topics.js';

export interface Candidate {
  readonly word: string;
  /** A short description, for the shells that show one. */
  readonly about?: string;
}

type Source = (args: Arguments, context: CliContext) => readonly Candidate[] | Promise<readonly Candidate[]>;

/**
 * What completes each placeholder of the help: words, paths, or nothing that fleetq could know. A test fails for a
 * placeholder that is missing here.
 */
export const COMPLETES: Readonly<Record<string, Source | 'files' | 'folders' | 'nothing'>> = {
  'A,B': fields,
  ADDRESS: baseImages,
  DIR: 'folders',
  FIELD: fields,
  FILE: 'files',
  N: 'nothing',
  NAME: connectors,
  PATH: metadataPaths,
  PREFIX: 'nothing',
  'NAME=VALUE': 'nothing',
  'OS/ARCH': 'nothing',
  'PULL-REQUEST': 'nothing',
  QUERY: 'nothing',
  REF: references,
  REV: references,
  'SAVED-QUERY': savedQueries,
  TAG: 'nothing',
  URL: 'nothing',
  'YYYY-MM-DD': 'nothing',
  TEXT: 'nothing',
};

export interface Placeholder {
  /** Placeholders in capitals, and words that are typed as they are. */
  readonly alternatives: readonly string[];
  readonly repeats: boolean;
}

/** Splits a usage such as `[NAME… | SAVED-QUERY…] N` into its positionals. */
export function placeholdersOf(usage: string): readonly Placeholder[] {
  return [...usage.replaceAll(' | ', '|').matchAll(/[^\s[\]]+/g)].map(([word]) => ({
    alternatives: word.split('|').map((alternative) => alternative.replace(/(?:\u2026|\.\.\.)$/, '')),
    repeats: word.includes('…'),
  }));
}

export function isPlaceholder(alternative: string): boolean {
  return /^[A-Z][A-Z,-]*$/.test(alternative);
}

export function commands(): readonly Candidate[] {
  return COMMANDS.map(({ name, summary }) => ({ word: name, about: summary }));
}

export function topics(): readonly Candidate[] {
  return TOPICS.map(({ name, summary }) => ({ word: name, about: summary }));
}

function connectors(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  return inFleet(args, context, async (fleet) => distinct(await connectorNames(fleet)));
}

function savedQueries(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  return inFleet(args, context, async ({ tree, config }) => {
    const { loadSavedQueries } = await import('../../selection/saved-queries.js');
    return (await loadSavedQueries(tree, config)).flatMap((loaded) =>
      loaded.ok ? [{ word: loaded.query.name, about: loaded.query.title }] : [],
    );
  });
}

async function fields(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  const { SCANNED_FIELDS } = await import('../../selection/fields.js');
  return [
    ...SCANNED_FIELDS.map((word) => ({ word, about: 'what the scanner knows' })),
    ...(await metadataPaths(args, context)),
  ];
}

function metadataPaths(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  return inFleet(args, context, async (fleet) => {
    const { fieldPaths } = await import('../../inventory/field-stats.js');
    const { counted } = await import('../../text/plural.js');
    // A shell would take the backslashes of such a path for its own.
    const paths = [...fieldPaths((await fleet.scan()).connectors)].filter(([word]) => !word.includes('\\'));
    return paths.map(([word, count]) => ({ word, about: counted(count, 'connector') }));
  });
}

function references(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  return inFleet(args, context, async ({ tree }) => {
    const { referenceNames } = await import('../../git/repository.js');
    return (await referenceNames(tree.root)).map((word) => ({ word }));
  });
}

function baseImages(args: Arguments, context: CliContext): Promise<readonly Candidate[]> {
  return inFleet(args, context, async (fleet) =>
    distinct((await fleet.scan()).connectors.flatMap(({ baseImage }) => baseImage ?? [])),
  );
}

function distinct(words: readonly string[]): readonly Candidate[] {
  return [...new Set(words)].sort().map((word) => ({ word }));
}

/** Opens the work tree of the fleet that the line names, also with `--rev`. The shell has not expanded `~` yet. */
function inFleet<T>(args: Arguments, context: CliContext, work: (fleet: FleetHandle) => Promise<T>): Promise<T> {
  const folder = args.get(root)?.replace(/^~(?=\/|$)/, (tilde) => context.variables.HOME ?? tilde);
  const rootOnly = new Arguments(new Map(), []).withValues(root, folder === undefined ? [] : [folder]);
  return withFleet(rootOnly, context, work);
}
