import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import { Fault } from '../errors.js';
import { QueryObject } from './object.js';

/** A version of Semantic Versioning 2.0: `1.10.0` is later than `1.9.0`, and `2.0.0-rc.1` earlier than `2.0.0`. */
export class SemanticVersion extends QueryObject {
  override readonly kind = 'version';

  private constructor(
    readonly text: string,
    readonly major: number,
    readonly minor: number,
    readonly patch: number,
    readonly prerelease: string,
    readonly build: string,
  ) {
    super();
  }

  /** The version that a text is, or null. */
  static read(text: string): SemanticVersion | null {
    // semver itself forgives a leading `v` or `=` and spaces, which the specification does not.
    const parsed = /^\d/.test(text) && !/\s/.test(text) ? parse(text) : null;
    return parsed === null
      ? null
      : new SemanticVersion(
          text,
          parsed.major,
          parsed.minor,
          parsed.patch,
          parsed.prerelease.join('.'),
          parsed.build.join('.'),
        );
  }

  /** @throws Fault for a text that is no semantic version */
  static from(text: string): SemanticVersion {
    const version = SemanticVersion.read(text);
    if (version !== null) return version;
    throw new Fault(
      'value',
      `\`${text.slice(0, 60)}\` is no semantic version`,
      'a semantic version is `MAJOR.MINOR.PATCH`, such as `1.4.0` or `2.0.0-rc.1`',
    );
  }

  /** Below, at or above zero, by precedence: build metadata does not count. */
  compareTo(other: SemanticVersion): number {
    return compare(this.text, other.text);
  }

  /** The same for versions of the same precedence. */
  get precedenceKey(): string {
    return `${this.major}.${this.minor}.${this.patch}-${this.prerelease}`;
  }
}
