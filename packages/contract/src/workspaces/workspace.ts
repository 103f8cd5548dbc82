import { type Static, Type } from 'typebox'
import { WorkspaceRequest } from '../request/workspace-request.ts'

const closed = { additionalProperties: false } as const
const Time = Type.String({ format: 'date-time' })

export const workspaceStatuses = ['creating', 'ready', 'failed', 'deleting', 'deleted'] as const
export type WorkspaceStatus = (typeof workspaceStatuses)[number]

/** A workspace as its client sees it. */
export const WorkspaceView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    project: Type.String(),
    status: Type.Unsafe<WorkspaceStatus>({ type: 'string', enum: [...workspaceStatuses] }),
    createdAt: Time,
    updatedAt: Time,
    request: WorkspaceRequest,
    azure: Type.Object(
      {
        workspaceId: Type.String({ description: 'The ARM id of the Azure ML workspace.' }),
        resourceGroup: Type.String(),
        portal: Type.String({ description: 'Where the studio shows it; reachable only from inside the network.' }),
      },
      closed,
    ),
    jobs: Type.Array(
      Type.Object({ id: Type.String(), type: Type.String(), status: Type.String(), href: Type.String() }, closed),
      {
        description: 'Newest first.',
      },
    ),
    links: Type.Object({ self: Type.String() }, closed),
  },
  { ...closed, $id: 'Workspace', title: 'Workspace' },
)
export type WorkspaceView = Static<typeof WorkspaceView>
