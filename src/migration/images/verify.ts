import type { BaseImage } from '../base-image/address.js';
import { imageName } from '../base-image/address.js';
import type { RegistryClient } from '../registry/client.js';

/** What a registry says of a pinned address. */
export type Verification =
  | { readonly status: 'ok' }
  /** The tag leads to another digest by now; the pinned one may still be there. */
  | { readonly status: 'moved'; readonly to: string; readonly pinnedDigestExists: boolean }
  /** The tag is gone; the pinned digest may still be there. */
  | { readonly status: 'missing'; readonly pinnedDigestExists: boolean };

/** Enough to be quick, and little enough not to be taken for an attack. */
const AT_ONCE = 6;

/** Compares each pinned address with its registry, in the order given. */
export async function verifyImages(
  images: readonly BaseImage[],
  clientOf: (registry: string) => RegistryClient,
): Promise<readonly Verification[]> {
  const verified: Verification[] = [];
  for (let start = 0; start < images.length; start += AT_ONCE) {
    verified.push(
      ...(await Promise.all(
        images.slice(start, start + AT_ONCE).map((image) => verifyImage(image, clientOf(image.registry))),
      )),
    );
  }
  return verified;
}

async function verifyImage(image: BaseImage, client: RegistryClient): Promise<Verification> {
  const now = await client.digest(image.repository, image.tag);
  if (now === image.digest) return { status: 'ok' };
  const pinnedDigestExists = (await client.digest(image.repository, image.digest)) !== null;
  return now === null ? { status: 'missing', pinnedDigestExists } : { status: 'moved', to: now, pinnedDigestExists };
}

/** What a verification means, in one line. */
export function describeVerification(image: BaseImage, verification: Verification): string {
  switch (verification.status) {
    case 'ok':
      return `${image.tag} still leads to the pinned digest`;
    case 'moved':
      return `${image.tag} of ${imageName(image)} leads to ${verification.to} by now; the pinned digest ${verification.pinnedDigestExists ? 'can still be pulled' : 'is gone'}`;
    case 'missing':
      return `${image.tag} of ${imageName(image)} is gone; the pinned digest ${verification.pinnedDigestExists ? 'can still be pulled' : 'is gone too'}`;
  }
}
