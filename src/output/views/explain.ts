import type { Fleet } from '../../fleet/scan.js';
import type { Explanation, FieldUse, TracedConnector } from '../../selection/explain.js';
import { agreeing, countedOf } from '../../text/plural.js';
import type { JsonObject } from '../../values/to-text.js';
import type { Cell, Fact, Section, View } from '../view.js';
import { numberCell } from './cells.js';
import { documentHead, fleetDocument } from './document.js';
import { runMetric } from './metrics.js';

type Entry = TracedConnector['entries'][number];

/** A part of the query, as one connector saw it. */
interface TracedPart {
  readonly name: string;
  readonly part: Entry;
}

/** A query as it was understood and what it reads, one field a row. */
export function queryView(explanation: Explanation, fleet: Fleet): View<FieldUse> {
  return {
    ...explanationView(explanation, fleet),
    rows: explanation.fields,
    nameOf: ({ path }) => path,
    itemOf: fieldItem,
    linesOf: (field) => [field],
    columns: [
      { name: 'path', title: 'Field', cellOf: ({ path }) => ({ text: path }) },
      { name: 'connectors', title: 'Connectors', align: 'right', cellOf: ({ connectors }) => numberCell(connectors) },
    ],
  };
}

/** The same with what its parts come to, one connector a row. */
export function tracedQueryView(explanation: Explanation, fleet: Fleet): View<TracedConnector, TracedPart> {
  return {
    ...explanationView(explanation, fleet),
    rows: explanation.traced,
    nameOf: ({ connector }) => connector.name,
    itemOf: tracedItem,
    linesOf: ({ connector, entries }) => entries.map((part) => ({ name: connector.name, part })),
    columns: [
      { name: 'name', title: 'Connector', cellOf: ({ name }) => ({ text: name }) },
      { name: 'source', title: 'Part', cellOf: ({ part }) => ({ text: part.source }) },
      { name: 'value', title: 'Value', cellOf: ({ part }) => outcomeCell(part) },
    ],
  };
}

/** What both say of the query as a whole, whichever their rows are. */
function explanationView(
  explanation: Explanation,
  fleet: Fleet,
): Required<Pick<View<unknown>, 'document' | 'details' | 'metrics'>> {
  const { request, understood, fields, limits, traced } = explanation;
  return {
    document: (_items, run) => ({
      ...documentHead(run),
      fleet: fleetDocument(fleet, run),
      query: request.source,
      understood,
      missing: request.missing,
      fields: fields.map(fieldItem),
      limits: { ...limits },
      connectors: traced.map(tracedItem),
    }),
    details: () => [
      { title: request.source, sections: [querySection(explanation, fleet), ...traced.map(tracedSection)] },
    ],
    metrics: (run) => [
      runMetric(run),
      {
        name: 'fleetq_query_field_connectors',
        help: 'Connectors that have a field which the query reads.',
        samples: fields.map(({ path, connectors }) => ({ labels: { path }, value: connectors })),
      },
    ],
  };
}

function fieldItem({ path, connectors }: FieldUse): JsonObject {
  return { path, connectors };
}

function tracedItem({ connector, decision, entries }: TracedConnector): JsonObject {
  return {
    name: connector.name,
    metadataPath: connector.metadataPath,
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

function querySection({ understood, fields, limits, request }: Explanation, fleet: Fleet): Section {
  const share = (connectors: number): string => countedOf(connectors, fleet.connectors.length, 'connector');
  const { steps, runSteps, comprehensionItems, stringLength } = limits;
  const missing =
    request.missing === 'none' ? 'a missing field reads as None' : 'a missing field leaves a connector undecided';
  return {
    kind: 'facts',
    facts: [
      { label: 'Understood', cell: { text: understood } },
      { label: 'Missing', cell: { text: missing } },
      ...fields.map(({ path, connectors }): Fact => ({
        label: 'Reads',
        cell: {
          text: `${path}, which ${share(connectors)} ${agreeing(connectors, 'has', 'have')}`,
          ...(connectors === 0 ? { tone: 'bad' } : {}),
        },
      })),
      {
        label: 'Limits',
        cell: {
          text: `${steps} steps a connector, ${runSteps} a run; ${comprehensionItems} items in comprehensions; ${stringLength} characters in a string`,
        },
      },
    ],
  };
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
