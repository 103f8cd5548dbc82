import type { Declared } from '@palisade/contract'
import { type Composed, groupOf } from './composed.ts'

/**
 * Where a caller is given what it needs for a resource: on the group that we build in; or, of what is somebody else's, on
 * the resource itself; or on what a guest of ours lives in.
 */
export function scopeOf(
  composed: Pick<Composed, 'site'>,
  { id, kind, action }: Pick<Declared, 'id' | 'kind' | 'action'>,
) {
  const group = groupOf(composed)
  if (isWithin(id, group)) return group
  return action === 'make' ? parentOf(id, kind) : id
}

/** What a resource is inside of: its parent, or what it is put on. */
function parentOf(id: string, kind: string): string {
  const isPutOn = id.toLowerCase().endsWith(`/providers/${kind}/${id.slice(id.lastIndexOf('/') + 1)}`.toLowerCase())
  return id
    .split('/')
    .slice(0, isPutOn ? -4 : -2)
    .join('/')
}

/** Whether an id is that of a scope or of something in it. Azure does not tell upper from lower case in ids. */
function isWithin(id: string, scope: string): boolean {
  return `${id}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase())
}
