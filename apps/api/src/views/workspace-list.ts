import type { WorkspaceList } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import type { WorkspaceRecord } from '@palisade/store'
import { cursorOf } from '../paging/cursor.ts'
import { workspaceSummary } from './workspace-summary.ts'

/** @param found up to one more than `limit`: that one tells that there is another page */
export function workspaceList(found: readonly WorkspaceRecord[], limit: number, cloud: Cloud): WorkspaceList {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = found.length > limit && last !== undefined ? cursorOf(last) : null
  const nextLink = nextCursor === null ? null : `/v1/workspaces?limit=${limit}&cursor=${nextCursor}`
  return { items: items.map((workspace) => workspaceSummary(workspace, cloud)), nextCursor, nextLink }
}
