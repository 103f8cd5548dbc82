import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { JobView, WorkspaceView } from '@palisade/contract'
import type { DataFolder } from '../data-folder/data-folder.ts'
import { remembered } from '../data-folder/remembered.ts'
import { pathOf } from '../processes/node-program.ts'
import type { Api } from './api.ts'

/** A job to show, and what it is about. */
export interface Found {
  readonly job: JobView
  readonly workspace: WorkspaceView
  readonly isNew: boolean
}

/**
 * The job to watch: the newest one that is not done, or the order for the sample where there is no workspace yet.
 * The sample's idempotency key is written down before it is sent, so that an answer lost in a crash costs nothing.
 */
export async function findJob(api: Api, folder: DataFolder, sample: boolean): Promise<Found | undefined> {
  const { items } = await api.workspaces()
  for (const { id } of items.filter(({ status }) => status === 'creating' || status === 'deleting')) {
    const workspace = await api.workspace(id)
    const [newest] = workspace.jobs
    if (newest === undefined) continue
    const job = await api.job(newest.id)
    if (!job.done) return { job, workspace, isNew: false }
  }
  if (items.length > 0 || !sample) return undefined
  const idempotencyKey = await remembered(folder, 'sample-key', () => `sample-${randomUUID()}`)
  const request = await readFile(pathOf('examples/private.json'), 'utf8')
  return { ...(await api.order(request, idempotencyKey)), isNew: true }
}
