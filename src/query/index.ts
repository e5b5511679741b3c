export { compileQuery, CompiledQuery } from './compile.js';
export type { Decision, QueryOptions, QueryRecord } from './compile.js';
export type { FieldRead, TraceEntry, TraceOutcome } from './explain.js';
export { QueryEvaluationError, QuerySyntaxError } from './errors.js';
export type { QueryEvaluationErrorCode, QuerySyntaxErrorCode, SourceRange } from './errors.js';
export { DEFAULT_LIMITS } from './limits.js';
export type { LimitName, Limits } from './limits.js';
export { RunBudget } from './meter.js';
export type { PlainObject, PlainValue } from './runtime/to-host.js';
