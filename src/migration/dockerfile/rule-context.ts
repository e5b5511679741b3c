import type { ImageContents } from './image-contents.js';
import type { Stage } from './stages.js';

/** What the rules for instructions know beside the instruction. */
export interface RuleContext {
  /** The folder whose code the build installs: `source_x` for `source-x`. */
  readonly packageFolder: string;
  /** The stages above the instruction. */
  readonly stages: readonly Stage[];
  /** What the base image has. */
  readonly image: ImageContents;
  /** The file that the image runs. */
  readonly mainFile: string;
  readonly escape: string;
  /** Variables that instructions of the Dockerfile read. */
  readonly readVariables: ReadonlySet<string>;
}
