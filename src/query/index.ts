export { compileQuery, CompiledQuery } from './compile.js';
export type { Decision, QueryOptions, QueryRecord } from './compile.js';
export { QueryEvaluationError, QuerySyntaxError } from './errors.js';
export type { QueryEvaluationErrorCode, QuerySyntaxErrorCode } from './errors.js';
export { DEFAULT_LIMITS } from './limits.js';
export type { LimitName, Limits } from './limits.js';
export type { SourceRange } from './range.js';
export { RunBudget } from './run/meter.js';
export type { PlainObject, PlainValue } from './values/plain.js';
