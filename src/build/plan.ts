/** What an image is made of, as plain data: `containerfile.ts` writes it down, and `io/write-context.ts` puts it in place. */
export interface BuildPlan {
  readonly name: string;
  /** The address of the pinned base image, in full. */
  readonly baseImage: string;
  readonly stages: readonly Stage[];
  /** What the context holds beside the Containerfile, in the order of their paths. */
  readonly files: readonly ContextFile[];
  readonly entrypoint: readonly string[];
  /** What somebody should know, a line each. */
  readonly notes: readonly string[];
}

export interface Stage {
  /** An image, or the name of a stage before. */
  readonly from: string;
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
}

/** A line of a Containerfile. */
export type Instruction =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'run'; readonly args: readonly string[] }
  | { readonly kind: 'copy'; readonly stage: string | null; readonly source: string; readonly target: string }
  | { readonly kind: 'environment' | 'label'; readonly name: string; readonly value: string }
  | { readonly kind: 'user' | 'folder'; readonly value: string }
  | { readonly kind: 'entrypoint'; readonly args: readonly string[] };

export interface ContextFile {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/** Why no context is made for a connector. Thrown while it is planned. */
export class BuildRefusal extends Error {
  override readonly name = 'BuildRefusal';

  constructor(
    message: string,
    /** `inapplicable` where the connector is none that is built so, whatever is mended. */
    readonly kind: 'refused' | 'inapplicable' = 'refused',
  ) {
    super(message);
  }
}
