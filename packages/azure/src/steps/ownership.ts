/** The tag that says whose a resource is. Its value is the id of a workspace of ours. */
const ownerTag = 'palisade-workspace'

export type Ownership = 'absent' | 'ours' | 'foreign'

/** Whose a resource is that was read from Azure. */
export function ownership(found: unknown, workspaceId: string): Ownership {
  if (found === undefined) return 'absent'
  return ownerOf(found) === workspaceId ? 'ours' : 'foreign'
}

/** The workspace of ours that a resource belongs to, if any. Names of tags compare without case. */
export function ownerOf(found: unknown): string | undefined {
  if (typeof found !== 'object' || found === null || !('tags' in found)) return undefined
  const tags: [string, unknown][] = Object.entries(found.tags ?? {})
  const [, owner] = tags.find(([name]) => name.toLowerCase() === ownerTag) ?? []
  return typeof owner === 'string' ? owner : undefined
}
