import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'

/** `$filter=tagName eq 'a' and tagValue eq 'b'`, as lists of groups and of all resources take it. */
export function hasTagOf(filter: string | null): (resource: Resource) => boolean {
  const name = /tagName\s+eq\s+'([^']*)'/i.exec(filter ?? '')?.[1]?.toLowerCase()
  const value = /tagValue\s+eq\s+'([^']*)'/i.exec(filter ?? '')?.[1]
  if (name === undefined) return () => true
  return ({ body }) =>
    Object.entries(read.object(body, 'tags')).some(
      ([key, held]) => key.toLowerCase() === name && (value === undefined || held === value),
    )
}
