import { plainCell } from './cells.js';

/** What a changelog column holds; `other` stays empty in a new row. */
export type Column = 'version' | 'date' | 'pull-request' | 'subject' | 'other';

const USUAL: readonly Column[] = ['version', 'date', 'pull-request', 'subject'];

const MEANING: readonly (readonly [RegExp, Column])[] = [
  [/^(?:connector |docker |image )?versions?$/i, 'version'],
  [/^(?:release )?dates?(?: released)?$|^released(?: on| at)?$/i, 'date'],
  [/pull|\bprs?\b|\bissues?\b|\blinks?\b/i, 'pull-request'],
  [/subject|changes?|description|message|notes?|comments?|summary|title|details?|what/i, 'subject'],
];

/** What the columns under a header line hold, or null where it is no changelog's header. */
export function columnsOf(header: readonly string[]): readonly Column[] | null {
  const columns = header.map((cell) => meaningOf(plainCell(cell)));
  if (!columns.includes('version') || columns.length < 2) return null;
  // The usual four in the usual order, whatever the last two are called.
  return columns.map((column, index) => {
    const usual = USUAL[index];
    return column === 'other' && columns.length === USUAL.length && usual !== undefined && !columns.includes(usual)
      ? usual
      : column;
  });
}

/** What the columns of a table without a header hold. */
export function usualColumns(count: number): readonly Column[] {
  return Array.from({ length: count }, (_, index) => USUAL[index] ?? 'other');
}

function meaningOf(name: string): Column {
  return MEANING.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}
