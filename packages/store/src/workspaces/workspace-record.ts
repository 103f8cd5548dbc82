import type { WorkspaceRequest, WorkspaceStatus } from '@palisade/contract'
import type { Workspace } from '../generated/client.ts'
import type { WorkspaceRecord } from '../records.ts'

/** The columns that make a record; the blueprint is large and read only by those who need it. */
export const workspaceColumns = {
  id: true,
  project: true,
  name: true,
  status: true,
  subscriptionId: true,
  resourceGroup: true,
  region: true,
  addressSpace: true,
  request: true,
  azureId: true,
  createdAt: true,
  updatedAt: true,
} as const

/** A row as a record. The statuses and the request are ours: only this package writes them, validated. */
export function workspaceRecord(row: Pick<Workspace, keyof typeof workspaceColumns>): WorkspaceRecord {
  return { ...row, status: row.status as WorkspaceStatus, request: row.request as WorkspaceRequest }
}
