import type { CheckedConnector } from '../../migration/check/check.js';
import { CRITERIA, type CriterionName, type Verdict } from '../../migration/check/criterion.js';
import { counted, numberText } from '../../text/plural.js';
import { shortDigest } from '../../values/image-address.js';
import type { Cell, FactsSection, Group, GroupsSection, Section, TableSection, Tone } from '../view.js';

// What people see of `check`: failures first, and of each connector what failed and why.

const TONE_OF: Readonly<Record<Verdict, Tone>> = {
  pass: 'good',
  fail: 'bad',
  'not-applicable': 'faint',
  unknown: 'middling',
};

const WORD_OF: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  'not-applicable': 'n/a',
  unknown: 'unknown',
};

export function verdictCell(verdict: Verdict): Cell {
  return { text: WORD_OF[verdict], tone: TONE_OF[verdict] };
}

/** Why it fails; without a failure, what somebody still has to look at. */
export function whyOf(findings: CheckedConnector['findings']): readonly string[] {
  const reasons = (wanted: Verdict): readonly string[] =>
    withVerdict(findings, wanted).map((name) => findings[name].reason);
  const failures = reasons('fail');
  if (failures.length > 0) return failures;
  return CRITERIA.every((name) => findings[name].verdict === 'not-applicable')
    ? [findings['dockerfile-removed'].reason]
    : reasons('unknown');
}

function withVerdict(findings: CheckedConnector['findings'], wanted: Verdict): readonly CriterionName[] {
  return CRITERIA.filter((name) => findings[name].verdict === wanted);
}

const ORDER = ['fail', 'pass', 'not-applicable'] as const;

function failuresFirst(checked: readonly CheckedConnector[]): readonly CheckedConnector[] {
  return ORDER.flatMap((wanted) => checked.filter(({ verdict }) => verdict === wanted));
}

/** What failed and why, and a tally of all that were checked at the end. */
export function checkSections(
  shown: readonly CheckedConnector[],
  checked: readonly CheckedConnector[],
  whole: boolean,
): readonly Section[] {
  const tally = checkTally(checked);
  if (shown.length === 0) return [tally];
  return [whole ? checkTable(shown) : checkGroups(shown), tally];
}

/** A connector a row, for pipes. */
function checkTable(checked: readonly CheckedConnector[]): TableSection {
  return {
    kind: 'table',
    table: {
      columns: [
        { name: 'name', title: 'Connector' },
        { name: 'result', title: 'Result' },
        { name: 'failed', title: 'Failed' },
        { name: 'reason', title: 'Why' },
      ],
      rows: failuresFirst(checked).map(({ connector, verdict, findings }) => [
        { text: connector.name },
        verdictCell(verdict),
        { text: withVerdict(findings, 'fail').join(', ') },
        { text: whyOf(findings).join('; ') },
      ]),
    },
  };
}

/** A connector that fails with each criterion that failed; all others by what is said of them. */
function checkGroups(checked: readonly CheckedConnector[]): GroupsSection {
  const failing = checked.filter(({ verdict }) => verdict === 'fail');
  const alike = new Map<string, string[]>();
  for (const other of failuresFirst(checked)) {
    if (other.verdict === 'fail') continue;
    const title = titleOf(other);
    alike.set(title, [...(alike.get(title) ?? []), other.connector.name]);
  }
  return {
    kind: 'groups',
    groups: [...failing.map(failedGroup), ...[...alike].map(([title, names]) => ({ title, entries: [], names }))],
  };
}

function failedGroup({ connector, findings }: CheckedConnector): Group {
  return {
    title: `${connector.name}: fail`,
    entries: withVerdict(findings, 'fail').map((name) => ({
      label: { text: name, tone: TONE_OF.fail },
      value: withShortDigests(findings[name].reason),
    })),
    names: [],
  };
}

/** What connectors that do not fail share: a verdict with what it rests on. */
function titleOf({ verdict, findings }: CheckedConnector): string {
  if (verdict === 'not-applicable') return `n/a: ${whyOf(findings).join('; ')}`;
  const unknown = withVerdict(findings, 'unknown').map((name) => `${name} unknown: ${findings[name].reason}`);
  return [WORD_OF[verdict], ...unknown].join('; ');
}

/** Of a digest nobody reads more, and a line could break in it. */
function withShortDigests(reason: string): string {
  return reason.replaceAll(/sha256:[0-9a-f]{64}/g, shortDigest);
}

/** How many connectors each verdict has, altogether and by criterion. */
function checkTally(checked: readonly CheckedConnector[]): FactsSection {
  const unsure = checked.filter(
    ({ verdict, findings }) => verdict === 'pass' && withVerdict(findings, 'unknown').length > 0,
  ).length;
  const results = ORDER.map((wanted) => {
    const count = checked.filter(({ verdict }) => verdict === wanted).length;
    const undecided = wanted === 'pass' && unsure > 0 ? ` (${numberText(unsure)} undecided)` : '';
    return `${numberText(count)} ${WORD_OF[wanted]}${undecided}`;
  });
  return {
    kind: 'facts',
    title: `${counted(checked.length, 'connector')}: ${results.join(', ')}`,
    facts:
      checked.length === 0
        ? []
        : CRITERIA.map((name) => ({ label: name, cell: { text: verdictCounts(checked, name) } })),
  };
}

const COUNTED = ['fail', 'unknown', 'pass', 'not-applicable'] as const;

function verdictCounts(checked: readonly CheckedConnector[], name: CriterionName): string {
  return COUNTED.flatMap((wanted) => {
    const count = checked.filter(({ findings }) => findings[name].verdict === wanted).length;
    return count === 0 ? [] : `${numberText(count)} ${WORD_OF[wanted]}`;
  }).join(', ');
}
