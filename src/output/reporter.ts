import type { ReporterOptions } from './options.js';
import type { Report } from './report.js';

/** A pure function from a report to text. */
export type Reporter = (report: Report, options: ReporterOptions) => string;
