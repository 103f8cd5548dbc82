import type { Blueprint, JobStatus, JobType } from '@palisade/contract'
import { takeOverEndedJobs } from '../jobs/take-over-layout-1.ts'
import type { Store } from '../open-store.ts'
import type { JobRecord, WorkspaceRecord } from '../records.ts'
import { listResources } from '../resources/list-resources.ts'
import { transaction } from '../transaction.ts'

/** The columns that make a record of a workspace. Its types are ours: only this package writes them, validated. */
const workspaceColumns = `workspace.id, workspace.project, workspace.name, workspace.status,
  workspace.subscription_id AS "subscriptionId", workspace.resource_group AS "resourceGroup", workspace.region,
  workspace.address_space::text AS "addressSpace", workspace.request, workspace.azure_id AS "azureId",
  workspace.created_at AS "createdAt", workspace.updated_at AS "updatedAt"`

/** A job of a workspace, for its list of jobs. */
export type JobOfWorkspace = Pick<JobRecord, 'id' | 'type' | 'status'>

/** A workspace and its jobs, newest first; null when there is none, or when it is deleted and that was not asked for. */
export async function findWorkspace(
  store: Store,
  id: string,
  include: { deleted: boolean } = { deleted: false },
): Promise<{ workspace: WorkspaceRecord; jobs: JobOfWorkspace[] } | null> {
  const { rows } = await store.pool.query<WorkspaceRecord & { jobs: [string, JobType, JobStatus][] | null }>({
    name: 'find-workspace',
    text: `SELECT ${workspaceColumns},
        (SELECT json_agg(json_build_array(id, type, status) ORDER BY created_at DESC, id) FROM job WHERE workspace_id = workspace.id) AS jobs
      FROM workspace WHERE id = $1 AND (deleted_at IS NULL OR $2)`,
    values: [id, include.deleted],
  })
  const [row] = rows
  if (row === undefined) return null
  const { jobs, ...workspace } = row
  return { workspace, jobs: (jobs ?? []).map(([jobId, type, status]) => ({ id: jobId, type, status })) }
}

/**
 * What a workspace consists of, and what its resources have given so far, by their keys; null when there is no such
 * workspace, or when it is deleted. The checks of its blueprint are not kept.
 * @throws Error when a newer program wrote the blueprint, rather than to misread it.
 */
export async function findBlueprint(
  store: Store,
  id: string,
): Promise<{ blueprint: Blueprint; outputs: Map<string, Readonly<Record<string, string>>> } | null> {
  const { rows } = await store.pool.query<{ blueprint: Blueprint; hasOldJobs: boolean }>(
    `SELECT blueprint, EXISTS (
         SELECT FROM job WHERE workspace_id = workspace.id AND layout = 1 AND finished_at IS NOT NULL
       ) AS "hasOldJobs"
     FROM workspace WHERE id = $1 AND deleted_at IS NULL`,
    [id],
  )
  if (rows[0] === undefined) return null
  const { blueprint: stored, hasOldJobs } = rows[0]
  if (hasOldJobs) await transaction(store, async (tx) => await takeOverEndedJobs(tx, id))
  if (stored.version !== 1) throw new Error(`This program reads blueprints of version 1, not ${stored.version}.`)
  const resources = (await listResources(store.pool, id)).filter(({ isDeclared }) => isDeclared)
  return {
    blueprint: { ...stored, resources: resources.map(({ declared }) => declared) },
    outputs: new Map(resources.flatMap(({ key, outputs }) => (outputs === null ? [] : [[key, outputs] as const]))),
  }
}
