import { createHash } from 'node:crypto'

/** What is derived from the id of a workspace, so that two workspaces never meet in a name. */
export interface Derived {
  readonly workspaceId: string
  /** Goes into names that are unique in all of Azure. */
  readonly suffix: string
  /** A GUID for the given words: the same words give the same GUID, in another workspace another one. */
  guid(...words: readonly string[]): string
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

export function derivedFrom(workspaceId: string): Derived {
  const digest = createHash('sha256').update(workspaceId).digest()
  // Each byte gives five bits; 32 divides 256, so that no letter is more likely than another.
  const suffix = Array.from(digest.subarray(0, 6), (byte) => base32.charAt(byte % 32)).join('')
  return { workspaceId, suffix, guid: (...words) => guidOf([workspaceId, ...words].join('|')) }
}

/** In the manner of a version 5 UUID (RFC 9562): a SHA-1 digest with version and variant put in. */
function guidOf(text: string): string {
  const bytes = createHash('sha1').update(text).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** A few letters for an id, the same for ids that differ in case only, as Azure compares them. */
export function shortHash(id: string): string {
  return createHash('sha1').update(id.toLowerCase()).digest('hex').slice(0, 8)
}
