import type { JobStatus, JobType, StepError } from '@palisade/contract'
import type { Job } from '../generated/client.ts'
import type { JobRecord } from '../records.ts'

export const jobColumns = {
  id: true,
  type: true,
  workspaceId: true,
  status: true,
  error: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  lastEvent: true,
} as const

/** A row as a record. The types, statuses and errors are ours: only this package writes them. */
export function jobRecord(row: Pick<Job, keyof typeof jobColumns>): JobRecord {
  return { ...row, type: row.type as JobType, status: row.status as JobStatus, error: row.error as StepError | null }
}
