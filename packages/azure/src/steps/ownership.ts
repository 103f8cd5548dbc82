/** The tag that says whose a resource is. Its value is the id of a workspace of ours. */
const ownerTag = 'palisade-workspace'

export type Ownership = 'absent' | 'ours' | 'foreign'

/** Whose a resource is that was read from Azure. Names of tags compare without case. */
export function ownership(found: unknown, workspaceId: string): Ownership {
  if (found === undefined) return 'absent'
  if (typeof found !== 'object' || found === null || !('tags' in found)) return 'foreign'
  const tags = Object.entries(found.tags ?? {})
  return tags.some(([name, value]) => name.toLowerCase() === ownerTag && value === workspaceId) ? 'ours' : 'foreign'
}
