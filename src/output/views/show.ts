import { type MigrationState, type ProbedConnector, dataOf, migrationOf } from '../../fleet/connector.js';
import type { Fleet, UnreadableMetadata } from '../../fleet/scan.js';
import { parseImageAddress, shortDigest } from '../../values/image-address.js';
import { versionOfTag } from '../../migration/versions.js';
import { scannedFields } from '../../selection/fields.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import { keyStep, stepText } from '../../values/path.js';
import { type Value, entriesOf, isList, isMapping, sizeOf } from '../../values/value.js';
import { yamlText } from '../formats/yaml.js';
import type { Fact, Section, View } from '../view.js';
import { migrationCell, supportLevelCell, valueCell } from './cells.js';
import { documentHead, fleetDocument, scannedItem } from './document.js';
import { imageLabels, labelNames, runMetric, sumByLabels } from './metrics.js';

export interface ConnectorsShown {
  readonly fleet: Fleet;
  readonly connectors: readonly ProbedConnector[];
  /** Connectors that were asked for, and that could not be read. */
  readonly unreadable: readonly UnreadableMetadata[];
}

/** A value that holds no others, with the path to it. */
interface FieldValue {
  readonly name: string;
  readonly path: string;
  readonly value: Value;
}

/** Connectors in full. */
export function showView({ fleet, connectors, unreadable }: ConnectorsShown): View<ProbedConnector, FieldValue> {
  return {
    rows: connectors,
    nameOf: ({ name }) => name,
    itemOf: (connector) => ({
      ...scannedItem(connector),
      image: imageItem(connector.baseImage),
      data: jsonOf(dataOf(connector)),
    }),
    linesOf: fieldValues,
    columns: [
      { name: 'name', title: 'Connector', cellOf: ({ name }) => ({ text: name }) },
      { name: 'field', title: 'Field', cellOf: ({ path }) => ({ text: path }) },
      { name: 'value', title: 'Value', cellOf: ({ value }) => valueCell(value) },
    ],
    details: () =>
      connectors.map((connector) => ({ title: connector.name, sections: [facts(connector), metadata(connector)] })),
    document: (items, run) => ({
      ...documentHead(run),
      fleet: fleetDocument(fleet, run),
      connectors: items,
      unreadable: unreadable.map(({ name, path, error }) => ({ name, path, error })),
    }),
    metrics: (run) => [
      runMetric(run),
      {
        name: 'fleetq_connector_info',
        help: 'What is known of a connector, in its labels; always 1.',
        samples: sumByLabels(connectors.map((connector) => ({ labels: labels(connector), value: 1 }))).map(
          (sample) => ({
            ...sample,
            value: 1,
          }),
        ),
      },
    ],
  };
}

function fieldValues(connector: ProbedConnector): readonly FieldValue[] {
  const { name } = connector;
  return [...flatten(scannedFields(connector), 'connector'), ...flatten(dataOf(connector), 'data')].map(
    ([path, value]) => ({
      name,
      path,
      value,
    }),
  );
}

/** Every value that holds no others, with the path to it as queries write it: `data.tags[0]`. Empty lists and mappings are such values. */
function* flatten(value: Value, path: string): Generator<readonly [string, Value]> {
  if (isList(value) && value.length > 0) {
    for (const [index, item] of value.entries()) yield* flatten(item, `${path}[${index}]`);
  } else if (isMapping(value) && sizeOf(value) > 0) {
    for (const [key, inner] of entriesOf(value)) yield* flatten(inner, path + stepText(keyStep(key)));
  } else {
    yield [path, value];
  }
}

function labels(connector: ProbedConnector): Record<string, string> {
  const { baseImage, ...others } = scannedFields(connector);
  const fields = Object.entries(others).filter(([, value]) => value !== null);
  const names = labelNames(fields.map(([name]) => name));
  return {
    ...Object.fromEntries(fields.map(([, value], index) => [names[index] ?? '', valueCell(value).text] as const)),
    ...(typeof baseImage === 'string' ? imageLabels(baseImage, 'base_image_') : {}),
  };
}

function facts(connector: ProbedConnector): Section {
  const { type, supportLevel, version, path, baseImage, folder } = connector;
  const { language, hasDockerfile, hasBuildCustomization } = folder;
  const migration = migrationOf(connector);
  const buildFiles = [
    ...(hasDockerfile ? ['Dockerfile'] : []),
    ...(hasBuildCustomization ? ['build_customization.py'] : []),
  ];
  const { text, tone } = migrationCell(migration);
  return {
    kind: 'facts',
    facts: [
      { label: 'Type', cell: { text: type ?? 'unknown' } },
      { label: 'Language', cell: { text: language ?? 'none' } },
      { label: 'Support level', cell: supportLevelCell(supportLevel) },
      { label: 'Version', cell: { text: version ?? 'none' } },
      { label: 'Folder', cell: { text: path } },
      {
        label: 'Migration',
        cell: { text: `${text}: ${reasonOf(migration, connector)}`, ...(tone === undefined ? {} : { tone }) },
      },
      ...imageFacts(baseImage),
      {
        label: 'Build files',
        cell: buildFiles.length === 0 ? { text: 'none', tone: 'faint' } : { text: buildFiles.join(', ') },
      },
    ],
  };
}

function reasonOf(state: MigrationState, { baseImage, folder: { hasDockerfile } }: ProbedConnector): string {
  switch (state) {
    case 'migrated':
      return 'a base image, and no Dockerfile';
    case 'unmigrated':
      return 'no connectorBuildOptions';
    case 'partial':
      return baseImage === null
        ? 'connectorBuildOptions, but no base image'
        : hasDockerfile
          ? 'a base image, but still a Dockerfile'
          : 'a base image';
  }
}

function metadata(connector: ProbedConnector): Section {
  const { metadataPath } = connector;
  const data = jsonOf(dataOf(connector));
  return {
    kind: 'folded',
    title: `Metadata (${metadataPath})`,
    linesIn: (width) => yamlText(data, width).trimEnd().split('\n'),
  };
}

/** A base image, taken apart; null where there is none. Parts that the text does not hold are null. */
function imageItem(baseImage: string | null): JsonObject | null {
  if (baseImage === null) return null;
  const parsed = parseImageAddress(baseImage);
  const parts = parsed.ok ? parsed.image : parsed.parts;
  const { registry = null, repository = null, tag = null, digest = null } = parts;
  return {
    registry,
    repository,
    tag,
    digest,
    version: tag === null ? null : versionOfTag(tag),
    problem: parsed.ok ? null : { code: parsed.problem.code, message: parsed.problem.message },
  };
}

/** The same for people, in up to three facts. */
function imageFacts(baseImage: string | null): readonly Fact[] {
  if (baseImage === null) return [{ label: 'Base image', cell: { text: 'none', tone: 'faint' } }];
  const parsed = parseImageAddress(baseImage);
  const { registry, repository, tag, digest } = parsed.ok
    ? parsed.image
    : { registry: undefined, repository: undefined, tag: undefined, digest: undefined, ...parsed.parts };
  const name =
    registry === undefined || repository === undefined
      ? baseImage
      : `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}`;
  return [
    { label: 'Base image', cell: { text: name } },
    ...(digest === undefined ? [] : [{ label: 'Digest', cell: { text: digest, shorter: [shortDigest(digest)] } }]),
    ...(parsed.ok ? [] : [{ label: 'Problem', cell: { text: parsed.problem.message, tone: 'bad' as const } }]),
  ];
}
