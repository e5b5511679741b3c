/** The id that git gives to these bytes. Node's cryptography takes longer to load than a fleet's snapshot to read. */
export async function blobId(bytes: Uint8Array): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
