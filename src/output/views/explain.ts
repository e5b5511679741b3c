import type { Fleet } from '../../fleet/scan.js';
import type { Explanation, TracedConnector } from '../../selection/explain.js';
import { counted } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Section, View } from '../view.js';
import { DOCUMENT_VERSION, fleetDocument } from './selection-document.js';

type Entry = TracedConnector['entries'][number];

/** A query as it was understood, what it reads, and what its parts come to. */
export function explainView(explanation: Explanation, fleet: Fleet): View {
  const { request, understood, fields, limits, traced } = explanation;
  const entries = traced.flatMap(({ connector, entries: parts }) =>
    parts.map((part) => ({ name: connector.name, part })),
  );
  return {
    document: () => ({
      version: DOCUMENT_VERSION,
      fleet: fleetDocument(fleet),
      query: request.source,
      understood,
      missing: request.missing,
      fields: fields.map(({ path, connectors }) => ({ path, connectors })),
      limits: { ...limits },
      connectors: traced.map(tracedDocument),
    }),
    items: () =>
      traced.length > 0 ? traced.map(tracedDocument) : fields.map(({ path, connectors }) => ({ path, connectors })),
    table: () =>
      traced.length > 0
        ? {
            columns: [{ title: 'Connector' }, { title: 'Part' }, { title: 'Value' }],
            rows: entries.map(({ name, part }) => [{ text: name }, { text: part.source }, outcomeCell(part)]),
          }
        : {
            columns: [{ title: 'Field' }, { title: 'Connectors', align: 'right' }],
            rows: fields.map(({ path, connectors }) => [{ text: path }, { text: String(connectors) }]),
          },
    sheets: () => [
      { title: request.source, sections: [...querySections(explanation, fleet), ...traced.map(tracedSection)] },
    ],
    names: () => (traced.length > 0 ? traced.map(({ connector }) => connector.name) : fields.map(({ path }) => path)),
    count: () => (traced.length > 0 ? traced.length : fields.length),
    matrix: () => traced.map(tracedDocument),
    metrics: () => [
      {
        name: 'fleetq_query_field_connectors',
        help: 'Connectors that have a field which the query reads.',
        samples: fields.map(({ path, connectors }) => ({ labels: { path }, value: connectors })),
      },
    ],
  };
}

function tracedDocument({ connector, decision, entries }: TracedConnector): JsonObject {
  return {
    name: connector.name,
    outcome: decision.outcome,
    ...(decision.outcome === 'undecided' ? { reason: decision.reason } : {}),
    parts: entries.map((part) => ({
      source: part.source,
      start: part.start,
      end: part.end,
      depth: part.depth,
      times: part.times,
      ...outcomeDocument(part),
    })),
  };
}

function outcomeDocument({ outcome }: Entry): JsonObject {
  switch (outcome.kind) {
    case 'value':
      return { value: outcome.text };
    case 'error':
      return { error: outcome.error.reason };
    case 'not-evaluated':
      return {};
  }
}

function querySections({ understood, fields, limits, request }: Explanation, fleet: Fleet): readonly Section[] {
  const share = (connectors: number): string => `${connectors} of ${counted(fleet.connectors.length, 'connector')}`;
  const { steps, runSteps, comprehensionItems, stringLength } = limits;
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Understood', cell: { text: understood } },
        {
          label: 'Missing',
          cell: {
            text:
              request.missing === 'none'
                ? 'a missing field reads as None'
                : 'a missing field leaves a connector undecided',
          },
        },
        ...fields.map(({ path, connectors }) => ({
          label: 'Reads',
          cell: {
            text: `${path}, which ${share(connectors)} have`,
            ...(connectors === 0 ? { tone: 'bad' as const } : {}),
          },
        })),
        {
          label: 'Limits',
          cell: {
            text: `${steps} steps a connector, ${runSteps} a run; ${comprehensionItems} items in comprehensions; ${stringLength} characters in a string`,
          },
        },
      ],
    },
  ];
}

function tracedSection({ connector, decision, entries }: TracedConnector): Section {
  // The names alone hold whole connectors: what the query takes from them stands in the lines above.
  const parts = entries.filter(({ source }) => !/^(data|connector)$/.test(source));
  const width = parts.reduce(
    (most, { source, depth }) => Math.max(most, Math.min(LONGEST_PART, source.length) + 2 * depth),
    0,
  );
  return {
    kind: 'text',
    title: `${connector.name}: ${decision.outcome}`,
    lines: parts.map(
      (part) =>
        `${`${'  '.repeat(part.depth)}${short(part.source, LONGEST_PART)}`.padEnd(width)}  ${outcomeText(part)}`,
    ),
  };
}

const LONGEST_PART = 50;
const LONGEST_VALUE = 60;

function short(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function outcomeText(part: Entry): string {
  const text = short(outcomeCell(part).text, LONGEST_VALUE);
  return part.times > 1 ? `${text}  (the last of ${part.times})` : text;
}

function outcomeCell({ outcome }: Entry): Cell {
  switch (outcome.kind) {
    case 'value':
      return { text: outcome.text };
    case 'error':
      return { text: `error: ${outcome.error.reason}`, tone: 'bad' };
    case 'not-evaluated':
      return { text: 'not needed', tone: 'faint' };
  }
}
