import { type MigrationState, type ProbedConnector, dataOf, migrationOf } from '../../fleet/connector.js';
import type { Fleet, UnreadableMetadata } from '../../fleet/scan.js';
import { scannedFields } from '../../selection/fields.js';
import { type JsonObject, jsonOf } from '../../values/to-text.js';
import type { DetailView, Section, View } from '../view.js';
import { yamlText } from '../yaml-text.js';
import { cellOf, migrationCell, supportLevelCell } from './cells.js';
import { leavesOf } from './leaves.js';
import { labelNames, merged } from './metric-labels.js';
import { DOCUMENT_VERSION, fleetDocument } from './selection-document.js';
import { imageFacts, imageItem } from './show-image.js';

export interface ConnectorsShown {
  readonly fleet: Fleet;
  readonly connectors: readonly ProbedConnector[];
  /** Connectors that were asked for, and that could not be read. */
  readonly unreadable: readonly UnreadableMetadata[];
}

/** Connectors, whole. */
export function showView({ fleet, connectors, unreadable }: ConnectorsShown): View {
  return {
    document: () => ({
      version: DOCUMENT_VERSION,
      fleet: fleetDocument(fleet),
      connectors: connectors.map(item),
      unreadable: unreadable.map(({ name, path, error }) => ({ name, path, error })),
    }),
    items: () => connectors.map(item),
    table: () => ({
      columns: [{ title: 'Connector' }, { title: 'Field' }, { title: 'Value' }],
      rows: connectors.flatMap((connector) =>
        [...leavesOf(scannedFields(connector), 'connector'), ...leavesOf(dataOf(connector), 'data')].map(
          ([path, value]) => [{ text: connector.name }, { text: path }, cellOf(value)],
        ),
      ),
    }),
    sheets: () => connectors.map(sheet),
    names: () => connectors.map(({ name }) => name),
    count: () => connectors.length,
    matrix: () => connectors.map(item),
    metrics: () => [
      {
        name: 'fleetq_connector_info',
        help: 'What is known of a connector, in its labels; always 1.',
        samples: merged(connectors.map((connector) => ({ labels: labels(connector), value: 1 }))).map((sample) => ({
          ...sample,
          value: 1,
        })),
      },
    ],
  };
}

function item(connector: ProbedConnector): JsonObject {
  const scanned = jsonObject(scannedFields(connector));
  return {
    ...scanned,
    metadataPath: connector.metadataPath,
    image: imageItem(connector.baseImage),
    data: jsonOf(dataOf(connector)),
  };
}

function jsonObject(fields: ReturnType<typeof scannedFields>): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, jsonOf(value)]));
}

function labels(connector: ProbedConnector): Record<string, string> {
  const fields = Object.entries(scannedFields(connector)).filter(([, value]) => value !== null);
  const names = labelNames(fields.map(([name]) => name));
  return Object.fromEntries(fields.map(([, value], index) => [names[index] ?? '', cellOf(value).text] as const));
}

function sheet(connector: ProbedConnector): DetailView {
  return { title: connector.name, sections: [facts(connector), metadata(connector)] };
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
  return {
    kind: 'text',
    title: `Metadata (${metadataPath})`,
    lines: yamlText(jsonOf(dataOf(connector)))
      .trimEnd()
      .split('\n'),
  };
}
