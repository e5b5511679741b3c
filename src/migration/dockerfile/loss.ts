/** What a connector's image would lose with its Dockerfile. */
export type Loss =
  | { readonly kind: 'system-packages'; readonly manager: 'apt' | 'apk' | 'yum'; readonly packages: readonly string[] }
  | { readonly kind: 'environment'; readonly name: string; readonly value: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'other'; readonly what: string };

/** A loss and the instruction that it comes from. */
export interface PlacedLoss {
  readonly loss: Loss;
  /** From 1. */
  readonly line: number;
  /** The instruction on one line. */
  readonly instruction: string;
}

export interface DockerfileContext {
  /** `source_x` for `source-x`: the folder whose code the base image's build installs. */
  readonly packageFolder: string;
  /** Names of the build stages so far, lower case. */
  readonly stages: ReadonlySet<string>;
}

/** One line for people: `line 4: RUN apt-get install -y libpq-dev (system packages: libpq-dev)`. */
export function describeLoss({ loss, line, instruction }: PlacedLoss): string {
  const shown = instruction.length > 100 ? `${instruction.slice(0, 99)}…` : instruction;
  return `Dockerfile line ${line}: ${shown} (${summaryOf(loss)})`;
}

function summaryOf(loss: Loss): string {
  switch (loss.kind) {
    case 'system-packages':
      return `system packages: ${loss.packages.join(', ')}`;
    case 'environment':
      return `environment: ${loss.name}`;
    case 'files':
      return `files: ${loss.paths.join(', ')}`;
    case 'other':
      return loss.what;
  }
}
