/** A piece of the query: offsets in UTF-16 units, `end` not included. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}
