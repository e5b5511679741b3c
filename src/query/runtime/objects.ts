import { splitImageAddress } from '../../values/image-address.js';
import compare from 'semver/functions/compare.js';
import type SemVer from 'semver/classes/semver.js';
import parse from 'semver/functions/parse.js';
import { EvaluationFault } from '../errors.js';

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

/** A value that only the query language creates; every other object comes from the record. */
export abstract class QueryObject {
  abstract readonly kind: Kind;
}

/** `range(start, stop, step)`. Its bounds are safe integers. */
export class Range extends QueryObject {
  override readonly kind = 'range';
  readonly length: number;

  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  /** The index of a number in the range, or -1. */
  indexOf(value: number | bigint): number {
    const index = (Number(value) - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.length ? index : -1;
  }

  at(index: number): number {
    return this.start + index * this.step;
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.length; i += 1) yield this.at(i);
  }
}

export const MICROSECONDS_PER_DAY = 86_400_000_000n;

/** The time between two dates or two timestamps: Python's `timedelta`. */
export class Duration extends QueryObject {
  override readonly kind = 'duration';

  constructor(readonly microseconds: bigint) {
    super();
  }

  /** Whole days, rounded down, so that the rest is never negative. */
  get days(): number {
    return Number((this.microseconds - this.#withinDay) / MICROSECONDS_PER_DAY);
  }

  /** Whole seconds beside the days. */
  get seconds(): number {
    return Number(this.#withinDay / 1_000_000n);
  }

  /** Microseconds beside the days and seconds. */
  get fraction(): number {
    return Number(this.#withinDay % 1_000_000n);
  }

  get #withinDay(): bigint {
    return ((this.microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY;
  }

  /** As Python prints it: `3 days, 0:00:00`. */
  override toString(): string {
    const pad = (n: number): string => String(n).padStart(2, '0');
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `;
    const clock = `${Math.floor(this.seconds / 3600)}:${pad(Math.floor(this.seconds / 60) % 60)}:${pad(this.seconds % 60)}`;
    return `${days}${clock}${this.fraction === 0 ? '' : `.${String(this.fraction).padStart(6, '0')}`}`;
  }
}

/** A version of Semantic Versioning 2.0: `1.10.0` is later than `1.9.0`, and `2.0.0-rc.1` earlier than `2.0.0`. */
export class SemanticVersion extends QueryObject {
  override readonly kind = 'version';

  private constructor(
    readonly text: string,
    private readonly parsed: SemVer,
    readonly major: number,
    readonly minor: number,
    readonly patch: number,
    readonly prerelease: string,
    readonly build: string,
  ) {
    super();
  }

  /** The version, or null for a string that is not one. */
  static parse(text: string): SemanticVersion | null {
    // semver itself accepts a leading `v` or `=` and spaces, which the specification does not.
    const parsed = /^\d/.test(text) && !/\s/.test(text) ? parse(text) : null;
    if (parsed === null) return null;
    const { major, minor, patch, prerelease, build } = parsed;
    return new SemanticVersion(text, parsed, major, minor, patch, prerelease.join('.'), build.join('.'));
  }

  /** @throws EvaluationFault for a string that is not a semantic version */
  static from(text: string): SemanticVersion {
    const version = SemanticVersion.parse(text);
    if (version !== null) return version;
    throw new EvaluationFault(
      'value',
      `\`${text.slice(0, 60)}\` is no semantic version`,
      'a semantic version is `MAJOR.MINOR.PATCH`, such as `1.4.0` or `2.0.0-rc.1`',
    );
  }

  /** Below, at or above zero, by precedence: build metadata does not count. */
  compareTo(other: SemanticVersion): number {
    return compare(this.parsed, other.parsed);
  }

  /** Equal for versions of the same precedence. */
  get precedenceKey(): string {
    return `${this.major}.${this.minor}.${this.patch}-${this.prerelease}`;
  }
}

/** The parts of a container image's address; a part that is not there is null. */
export class Image extends QueryObject {
  override readonly kind = 'image';
  /** Without tag and digest: `docker.io/airbyte/python-connector-base`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;

  constructor(readonly text: string) {
    super();
    const { name, tag, digest } = splitImageAddress(text);
    this.repository = name;
    this.tag = tag;
    this.digest = digest;
  }
}
