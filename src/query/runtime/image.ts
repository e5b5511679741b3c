import { QueryObject } from './object.js';

/** The parts of a container image's address; a part that is not there is null. */
export class Image extends QueryObject {
  override readonly kind = 'image';
  /** Without tag and digest: `docker.io/airbyte/python-connector-base`. */
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;

  constructor(readonly text: string) {
    super();
    const at = text.indexOf('@');
    const named = at < 0 ? text : text.slice(0, at);
    // A colon before the last slash belongs to a registry's port.
    const colon = named.lastIndexOf(':');
    const tagged = colon > named.lastIndexOf('/');
    this.repository = tagged ? named.slice(0, colon) : named;
    this.tag = tagged ? named.slice(colon + 1) : null;
    this.digest = at < 0 ? null : text.slice(at + 1);
  }
}
