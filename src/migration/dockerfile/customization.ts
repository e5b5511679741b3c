/** Something that a Dockerfile adds to the image and that building on the base image does not. */
export type Customization =
  | SystemPackages
  | {
      readonly kind: 'python-packages';
      readonly packages: readonly string[];
      /** The folder that pip is told to install into. */
      readonly target: string | null;
    }
  | { readonly kind: 'environment'; readonly name: string; readonly value: string }
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** The file that the image runs, where it is not `main.py`. Its path is relative to the connector's folder. */
  | { readonly kind: 'main-file'; readonly file: string }
  | { readonly kind: 'other'; readonly what: string };

export interface SystemPackages {
  readonly kind: 'system-packages';
  readonly manager: PackageManager;
  /** Those that the base image does not have. */
  readonly packages: readonly string[];
  /** All that the command installs: one that is needed may need the others. */
  readonly list: readonly string[];
}

export type PackageManager = 'apt' | 'apk' | 'yum';

/** A customization and the instruction that it comes from. */
export interface FoundCustomization {
  readonly customization: Customization;
  /** From 1. */
  readonly line: number;
  /** The instruction on one line. */
  readonly instruction: string;
}

/** One line for people: `Dockerfile line 4: RUN apt-get install -y libpq-dev (system packages: libpq-dev)`. */
export function describeCustomization({ customization, line, instruction }: FoundCustomization): string {
  const shown = instruction.length > 100 ? `${instruction.slice(0, 99)}\u2026` : instruction;
  return `Dockerfile line ${line}: ${shown} (${summaryOf(customization)})`;
}

export function summaryOf(customization: Customization): string {
  switch (customization.kind) {
    case 'system-packages':
      return `system packages: ${customization.packages.join(', ')}`;
    case 'python-packages':
      return `Python packages of its own: ${customization.packages.join(', ')}`;
    case 'environment':
      return `environment: ${customization.name}`;
    case 'files':
      return `files: ${customization.paths.join(', ')}`;
    case 'main-file':
      return `another main file: ${customization.file}`;
    case 'other':
      return customization.what;
  }
}
