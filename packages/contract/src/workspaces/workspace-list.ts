import { type Static, Type } from 'typebox'
import { WorkspaceView } from './workspace.ts'

const closed = { additionalProperties: false } as const
const { jobs: _jobs, ...properties } = WorkspaceView.properties

/** A workspace in a list: all but its jobs, which cost a read for each workspace. */
export const WorkspaceSummary = Type.Object(properties, {
  ...closed,
  $id: 'WorkspaceSummary',
  title: 'WorkspaceSummary',
})
export type WorkspaceSummary = Static<typeof WorkspaceSummary>

/** One page of workspaces, newest first. */
export const WorkspaceList = Type.Object(
  {
    items: Type.Array(WorkspaceSummary),
    nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Null on the last page.' }),
    nextLink: Type.Union([Type.String(), Type.Null()], { description: 'Where the next page is; null on the last.' }),
  },
  { ...closed, $id: 'WorkspaceList', title: 'WorkspaceList' },
)
export type WorkspaceList = Static<typeof WorkspaceList>
