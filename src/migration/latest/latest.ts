import type { BaseImage } from '../base-image/address.js';

/** The newest known version of an image, and where that is known from. */
export interface Latest {
  readonly image: BaseImage;
  /** Tags that exist, as far as the source knows: they tell how many releases lie in between. */
  readonly knownTags: readonly string[];
  readonly source: LatestSource;
}

export type LatestSource = 'given' | 'fleet' | 'registry';

/** Answers what the latest version of an image is, by its name without a tag; null where the source knows none. */
export type FindLatest = (name: string) => Promise<Latest | null>;

/** The image of the guide. A fleet whose connectors pin it nowhere may have one of its own. */
export const USUAL_IMAGE = 'docker.io/airbyte/python-connector-base';
