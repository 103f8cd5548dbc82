import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import { planCreation } from '@palisade/engine'
import { earlierJob, type IdempotencyKey } from '../jobs/earlier-job.ts'
import { Conflict, liveNames, type OpenedJob, openJob } from '../jobs/open-job.ts'
import type { Store } from '../open-store.ts'
import type { WorkspaceRecord } from '../records.ts'

export interface CreateWorkspace {
  readonly workspaceId: string
  readonly jobId: string
  readonly request: WorkspaceRequest
  readonly blueprint: Blueprint
  /** Who asks, for the audit log. */
  readonly actor: string
  readonly idempotency?: IdempotencyKey
}

export type CreateOutcome =
  | ({ readonly outcome: 'created'; readonly workspace: WorkspaceRecord } & OpenedJob)
  /** An earlier request with the same key made this workspace and this job. */
  | { readonly outcome: 'replayed'; readonly workspaceId: string; readonly jobId: string }
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'name-taken'; readonly workspaceId: string }
  | { readonly outcome: 'address-space-overlaps'; readonly workspaceId: string; readonly addressSpace: string }

/** A workspace in the way may be deleted just then; after this many tries the conflict is thrown. */
const triesAtMost = 5

/**
 * Writes a workspace with its resources, and the job that makes it, or nothing. What must be unique is kept so by the
 * database, so two that ask at the same moment get one workspace and one refusal.
 */
export async function createWorkspace(store: Store, input: CreateWorkspace): Promise<CreateOutcome> {
  const { workspaceId, jobId, request, blueprint, actor } = input
  const { resources, ...rest } = blueprint
  const azure = resources.find((declared) => declared.key === blueprint.summary.workspace)
  if (azure === undefined) throw new Error(`The blueprint does not declare ${blueprint.summary.workspace}.`)
  const scope = `${actor} POST /v1/workspaces`
  const steps = planCreation(blueprint)
  for (let attempt = 1; ; attempt++) {
    try {
      const opened = await openJob(
        store.pool,
        {
          id: jobId,
          type: 'create',
          workspaceId,
          steps,
          actor,
          ...(input.idempotency === undefined ? {} : { idempotency: { scope, ...input.idempotency } }),
        },
        {
          request,
          blueprint: rest,
          resources: resources.filter((declared) => declared.action !== 'check'),
          azureId: azure.id,
        },
      )
      return { outcome: 'created', workspace: workspaceRecord(input, azure.id, opened.job.createdAt), ...opened }
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      const outcome = await whatIsThere(store, input, scope)
      if (outcome !== undefined) return outcome
      if (attempt === triesAtMost) throw error
    }
  }
}

/** What stands in the way of a workspace; undefined when it has just gone. An earlier request under the key counts first. */
async function whatIsThere(
  store: Store,
  { idempotency, request }: CreateWorkspace,
  scope: string,
): Promise<CreateOutcome | undefined> {
  const earlier = idempotency === undefined ? undefined : await earlierJob(store, { scope, ...idempotency })
  if (earlier === 'reused') return { outcome: 'key-reused' }
  if (earlier !== undefined) {
    if (earlier.workspaceId === null) throw new Error(`The key of the job ${earlier.jobId} stands for no workspace.`)
    return { outcome: 'replayed', workspaceId: earlier.workspaceId, jobId: earlier.jobId }
  }
  const names = liveNames(request)
  const { rows: named } = await store.pool.query<{ id: string }>(
    'SELECT id FROM workspace WHERE live_name = $1 OR live_target = $2 LIMIT 1',
    [names.live_name, names.live_target],
  )
  if (named[0] !== undefined) return { outcome: 'name-taken', workspaceId: named[0].id }
  const { rows: overlapping } = await store.pool.query<{ id: string; range: string }>(
    'SELECT id, address_space::text AS range FROM workspace WHERE deleted_at IS NULL AND address_space && $1::inet LIMIT 1',
    [request.network?.addressSpace ?? null],
  )
  const [other] = overlapping
  if (other === undefined) return undefined
  return { outcome: 'address-space-overlaps', workspaceId: other.id, addressSpace: other.range }
}

function workspaceRecord({ workspaceId, request }: CreateWorkspace, azureId: string, createdAt: Date): WorkspaceRecord {
  const { project, name, subscriptionId, resourceGroup, region } = request
  return {
    id: workspaceId,
    project,
    name,
    status: 'creating',
    subscriptionId,
    resourceGroup,
    region,
    addressSpace: request.network?.addressSpace ?? null,
    request,
    azureId,
    createdAt,
    updatedAt: createdAt,
  }
}
