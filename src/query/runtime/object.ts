/** The kinds of values; Python's types under the names that metadata authors use. */
export type Kind =
  | 'none'
  | 'boolean'
  | 'integer'
  | 'float'
  | 'string'
  | 'list'
  | 'tuple'
  | 'set'
  | 'mapping'
  | 'view'
  | 'range'
  | 'stream'
  | 'slice'
  | 'date'
  | 'timestamp'
  | 'duration'
  | 'version'
  | 'image';

/** A value that only the query language makes; whatever else is an object came with the record. */
export abstract class QueryObject {
  abstract readonly kind: Kind;
}
