/**
 * The id that git gives to these bytes. Node's cryptography takes longer to load than a fleet's snapshot to read, and
 * an `import` of it would load all that it exports besides.
 */
export function blobId(bytes: Uint8Array): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
