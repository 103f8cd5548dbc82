import type { Declared, JobStatus, JobType, StepAction, StepError, StepState } from '@palisade/contract'
import type { JobSnapshot, RunStep } from '@palisade/engine'
import type pg from 'pg'
import type { Store } from '../open-store.ts'
import { transaction } from '../transaction.ts'
import { takeOverLayout1 } from './take-over-layout-1.ts'

/** A step as a worker gets it with its job. */
export interface ClaimedStep extends RunStep {
  /** The id of the resource, for what has to be known before its declaration is read. */
  readonly resourceId: string
  /** What it is about: read with the job for a step that is under way, or that has no resource of a workspace. */
  readonly declared: Declared | null
  /** In how many milliseconds it is looked at next; null: at once. */
  readonly wakeInMs: number | null
  /** How long ago its operation was begun, in milliseconds; null when none ever was. */
  readonly elapsedMs: number | null
}

/** A job as a worker gets it, with all that is needed to go on where another one stopped. */
export interface ClaimedJob extends Omit<JobSnapshot, 'steps'> {
  readonly steps: readonly ClaimedStep[]
  /** What the resources of the workspace have given, by their keys. */
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/** Which jobs to claim: those that somebody was woken for, or the ones that wait longest. */
export type Wanted = { readonly ids: readonly string[] } | { readonly oldest: number }

/**
 * Gives jobs that nobody has to a worker, and reads them. A worker whose lease has ended gets none.
 * @param workerId the worker's fencing number.
 */
export async function claimJobs(store: Store, workerId: bigint, wanted: Wanted): Promise<ClaimedJob[]> {
  const { rows } = await store.pool.query<{ id: string; layout: number }>(
    'ids' in wanted
      ? {
          name: 'claim-jobs-by-id',
          text: `${claim} job.id = ANY($2) AND job.worker_id IS NULL AND job.finished_at IS NULL ${claimed}`,
          values: [workerId, wanted.ids],
        }
      : {
          name: 'claim-oldest-jobs',
          // An array, because PostgreSQL may run a subquery of IN again for each row, and it would then claim more than asked.
          text: `${claim} job.id = ANY(ARRAY(
            SELECT id FROM job WHERE worker_id IS NULL AND finished_at IS NULL ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
          )) AND job.worker_id IS NULL ${claimed}`,
          values: [workerId, wanted.oldest],
        },
  )
  const ids: string[] = []
  for (const { id, layout } of rows) if (layout === 2 || (await takeOverLayout1(store, workerId, id))) ids.push(id)
  return await readClaimedJobs(store, workerId, ids)
}

// The lock on the worker's row meets the statement that gives away the jobs of a worker whose lease has ended.
const claim = `WITH me AS (SELECT id FROM worker WHERE id = $1 AND lease_until > clock_timestamp() FOR KEY SHARE)
  UPDATE job SET worker_id = me.id FROM me WHERE`
const claimed = 'RETURNING job.id, job.layout'

/** Reads jobs that a worker has. What it had claimed for steps that are not begun is given back: nobody remembers why. */
export async function readClaimedJobs(store: Store, workerId: bigint, ids: readonly string[]): Promise<ClaimedJob[]> {
  if (ids.length === 0) return []
  return await transaction(store, async (tx) => {
    await tx.query({
      name: 'give-back-claims',
      text: `DELETE FROM exclusive_claim USING step
             WHERE exclusive_claim.step_id = step.id AND step.job_id = ANY($1) AND step.state <> 'begun'`,
      values: [ids],
    })
    const { rows } = await tx.query<JobRow>({ name: 'read-claimed-jobs', text: readJobs, values: [ids, workerId] })
    const outputs = await readOutputs(tx, rows)
    return rows.map((row) => ({
      id: row.id,
      type: row.type,
      workspaceId: row.workspaceId,
      status: row.status,
      error: row.error,
      steps: row.steps.map(stepOf),
      outputs: outputs.get(row.workspaceId ?? '') ?? new Map(),
    }))
  })
}

interface JobRow {
  readonly id: string
  readonly type: JobType
  readonly workspaceId: string | null
  readonly status: JobStatus
  readonly error: StepError | null
  /** As an array for each step: see `readJobs`. Names would be repeated for each of thousands. */
  readonly steps: StepRow[]
}

type StepRow = readonly [
  ordinal: number,
  key: string,
  action: StepAction,
  state: StepState,
  attempts: number,
  waitsFor: number[],
  exclusive: string[],
  beginsAfterError: boolean,
  expectedSeconds: number,
  tailSeconds: number,
  handle: string | null,
  resourceId: string,
  declared: Declared | null,
  wakeInMs: number | null,
  elapsedMs: number | null,
]

const readJobs = `SELECT job.id, job.type, job.workspace_id AS "workspaceId", job.status, job.error,
    coalesce(json_agg(json_build_array(step.ordinal, step.key, step.action, step.state, step.attempts, step.waits_for,
      step.exclusive, step.begins_after_error, step.expected_seconds, step.tail_seconds, step.handle, step.resource_id,
      coalesce(step.declared, resource.declared), extract(epoch FROM step.wake_at - clock_timestamp())::float8 * 1000,
      extract(epoch FROM clock_timestamp() - step.begun_at)::float8 * 1000) ORDER BY step.ordinal)
      FILTER (WHERE step.id IS NOT NULL), '[]') AS steps
  FROM job LEFT JOIN step ON step.job_id = job.id
    LEFT JOIN resource ON step.state = 'begun' AND resource.workspace_id = job.workspace_id AND resource.key = step.key
  WHERE job.id = ANY($1) AND job.worker_id = $2 AND job.finished_at IS NULL
  GROUP BY job.id`

function stepOf(row: StepRow): ClaimedStep {
  const [ordinal, key, action, state, attempts, waitsFor, exclusive, beginsAfterError, expected, tail] = row
  const [handle, resourceId, declared, wakeInMs, elapsedMs] = row.slice(10) as [
    string | null,
    string,
    Declared | null,
    number | null,
    number | null,
  ]
  return {
    ordinal,
    key,
    action,
    state,
    attempts,
    waitsFor,
    exclusive,
    beginsAfterError,
    expectedSeconds: expected,
    tailSeconds: tail,
    handle,
    resourceId,
    declared,
    wakeInMs,
    elapsedMs,
  }
}

/** What the resources of these jobs' workspaces have given so far. A removal needs none of it. */
async function readOutputs(
  tx: pg.PoolClient,
  jobs: readonly JobRow[],
): Promise<Map<string, Map<string, Readonly<Record<string, string>>>>> {
  const workspaceIds = jobs.flatMap(({ type, workspaceId }) =>
    workspaceId === null || type === 'delete' ? [] : [workspaceId],
  )
  const known = new Map<string, Map<string, Readonly<Record<string, string>>>>()
  if (workspaceIds.length === 0) return known
  const { rows } = await tx.query<{ workspaceId: string; outputs: Record<string, Record<string, string>> }>({
    name: 'read-outputs-of-workspaces',
    text: `SELECT workspace_id AS "workspaceId", json_object_agg(key, outputs) AS outputs FROM resource
           WHERE workspace_id = ANY($1) AND outputs IS NOT NULL GROUP BY workspace_id`,
    values: [workspaceIds],
  })
  for (const row of rows) known.set(row.workspaceId, new Map(Object.entries(row.outputs)))
  return known
}
