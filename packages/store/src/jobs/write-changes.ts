import { type Declared, storable } from '@palisade/contract'
import type { JobChange } from '@palisade/engine'
import type pg from 'pg'
import type { Store } from '../open-store.ts'

/** A change of a job, and what it claims for itself alone before it goes on. */
export interface Write {
  readonly change: JobChange
  /** An exclusive right that a step wants, by the step's ordinal. */
  readonly claims?: readonly { readonly ordinal: number; readonly keys: readonly string[] }[]
}

/** What has come of a group of writes. */
export interface Written {
  /** The jobs that are still this worker's; nothing was written of any other. */
  readonly jobIds: ReadonlySet<string>
  /** How many steps of each job were as the change expected them. */
  readonly stepsOfJob: ReadonlyMap<string, number>
  /** The declarations of the steps that have begun, by the ids of the steps. */
  readonly declared: ReadonlyMap<string, Declared>
  /** The exclusive rights that were had, by the ids of the steps. */
  readonly claimed: ReadonlyMap<string, readonly string[]>
}

/** The id of a step: its job's, and its place in it. */
export function stepId(jobId: string, ordinal: number): string {
  return `${jobId}.${ordinal}`
}

/** A connection on which one worker writes its changes, and nothing else. */
export interface ChangeConnection {
  /**
   * Writes the changes of many jobs in one statement and one commit, of those jobs that the worker still has. The rows of
   * the jobs are locked first, in one order, so no two such statements wait for each other, and a job that has gone to
   * another worker meanwhile is left out.
   *
   * Where a step of a job is not as its change expected it, nothing of that job is written (`Written.stepsOfJob` tells): the
   * memory of this worker is wrong then, and the job has to be read again.
   * @param workerId the worker's fencing number.
   * @param writes at most one for each job.
   */
  write(workerId: bigint, writes: readonly Write[]): Promise<Written>
  /** Gives the connection back; with an error, ends it. */
  release(error?: Error): void
}

/** Opens a connection for `ChangeConnection.write`. */
export async function connectForChanges(store: Store): Promise<ChangeConnection> {
  const client = await store.pool.connect()
  // One that breaks while it is idle says so at the next write. The pool listens only to those that are not in use, and
  // without a listener the error would end the process.
  client.on('error', () => {})
  try {
    // The one statement always has the same plan, and compiling it would take longer than running it.
    await client.query('SET plan_cache_mode = force_generic_plan; SET jit = off')
  } catch (error) {
    client.release(error instanceof Error ? error : true)
    throw error
  }
  return {
    write: async (workerId, writes) => await writeChanges(client, workerId, writes),
    release: (error) => client.release(error ?? true),
  }
}

async function writeChanges(client: pg.PoolClient, workerId: bigint, writes: readonly Write[]): Promise<Written> {
  const { rows } = await client.query<{
    jobs: string[] | null
    steps: [jobId: string, count: number][] | null
    declared: [stepId: string, declared: Declared][] | null
    claimed: [stepId: string, key: string][] | null
  }>({ name: 'write-changes', text: statement, values: [workerId, ...parametersOf(writes)] })
  const [row] = rows
  const claimed = new Map<string, string[]>()
  for (const [id, key] of row?.claimed ?? []) claimed.set(id, [...(claimed.get(id) ?? []), key])
  return {
    jobIds: new Set(row?.jobs ?? []),
    stepsOfJob: new Map(row?.steps ?? []),
    declared: new Map(row?.declared ?? []),
    claimed,
  }
}

function parametersOf(writes: readonly Write[]): unknown[] {
  const jobs: object[] = []
  const steps: object[] = []
  const resources: object[] = []
  const events: object[] = []
  const claims: object[] = []
  const releases: object[] = []
  for (const { change, claims: wanted = [] } of writes) {
    const job = change.jobId
    jobs.push({
      id: job,
      n: change.events.length,
      status: change.status,
      error: change.error,
      done: change.isDone === true,
      workspace: change.workspaceStatus,
    })
    for (const step of change.steps) {
      steps.push({
        id: stepId(job, step.ordinal),
        job,
        state: step.from,
        next: step.to,
        begun: step.isBegun === true,
        handle: step.handle,
        keep_handle: step.handle === undefined,
        error: step.error,
        keep_error: step.error === undefined,
        findings: step.findings,
        wake: step.wakeInMs,
      })
    }
    for (const { key, begun, made, appliedDigest, outputs, isRemoved } of change.resources) {
      resources.push({ job, key, begun, made, digest: appliedDigest, outputs, removed: isRemoved })
    }
    for (const [index, event] of change.events.entries()) {
      events.push({ job, i: index + 1, type: event.type, step: event.step, message: event.message, data: event.data })
    }
    for (const { ordinal, keys } of wanted) {
      for (const key of keys) claims.push({ job, step: stepId(job, ordinal), key, n: claims.length })
    }
    for (const ordinal of change.releases ?? []) releases.push({ job, step: stepId(job, ordinal) })
  }
  return [jobs, steps, resources, events, claims, releases].map((list) => asJson(list))
}

/** As JSON that PostgreSQL takes as `jsonb`: no NUL, and no half characters. */
function asJson(list: readonly object[]): string {
  const text = JSON.stringify(list)
  // Both are rare, and looking for them is cheaper than cleaning every string.
  return /\\u0000|\\ud[89a-f]/i.test(text)
    ? JSON.stringify(list, (_name, value: unknown) => (typeof value === 'string' ? storable(value) : value))
    : text
}

const statement = `WITH wanted AS MATERIALIZED (
  SELECT * FROM json_to_recordset($2) AS j(id text, n int, status text, error jsonb, done boolean, workspace text)
), mine AS MATERIALIZED (
  SELECT job.id, job.workspace_id, job.last_event FROM job
  WHERE job.id IN (SELECT id FROM wanted) AND job.worker_id = $1 AND job.finished_at IS NULL
  ORDER BY job.id FOR NO KEY UPDATE
), believed AS MATERIALIZED (
  SELECT * FROM mine WHERE NOT EXISTS (
    SELECT FROM json_to_recordset($3) AS s(id text, job text, state text) LEFT JOIN step ON step.id = s.id
    WHERE s.job = mine.id AND step.state IS DISTINCT FROM s.state
  )
), changed_steps AS (
  UPDATE step SET state = s.next,
    attempts = step.attempts + s.begun::int,
    handle = CASE WHEN s.keep_handle THEN step.handle ELSE s.handle END,
    error = CASE WHEN s.keep_error THEN step.error ELSE s.error END,
    findings = coalesce(s.findings, step.findings),
    wake_at = clock_timestamp() + s.wake * interval '1 ms',
    begun_at = CASE WHEN s.begun THEN clock_timestamp() ELSE step.begun_at END,
    started_at = CASE WHEN s.begun THEN coalesce(step.started_at, clock_timestamp()) ELSE step.started_at END,
    finished_at = CASE WHEN s.next IN ('succeeded', 'failed', 'stuck') THEN clock_timestamp() END
  FROM json_to_recordset($3) AS s(id text, job text, state text, next text, begun boolean, handle text, keep_handle boolean,
      error jsonb, keep_error boolean, findings jsonb, wake float8)
    JOIN believed ON believed.id = s.job
  WHERE step.id = s.id AND step.state = s.state
  RETURNING step.id, step.job_id, step.key, step.declared, s.begun, believed.workspace_id
), changed_resources AS (
  UPDATE resource SET
    begun = resource.begun OR coalesce(r.begun, false),
    made = coalesce(r.made, resource.made),
    applied_digest = coalesce(r.digest, resource.applied_digest),
    outputs = coalesce(r.outputs, resource.outputs),
    removed_at = CASE WHEN r.removed THEN clock_timestamp() WHEN r.begun THEN NULL ELSE resource.removed_at END
  FROM json_to_recordset($4) AS r(job text, key text, begun boolean, made boolean, digest text, outputs jsonb, removed boolean)
    JOIN believed ON believed.id = r.job
  WHERE resource.workspace_id = believed.workspace_id AND resource.key = r.key
), new_events AS (
  INSERT INTO event (job_id, sequence, type, step, message, data, time)
  SELECT e.job, believed.last_event + e.i, e.type, e.step, e.message, e.data, clock_timestamp()
  FROM json_to_recordset($5) AS e(job text, i int, type text, step text, message text, data jsonb)
    JOIN believed ON believed.id = e.job
), returned_claims AS (
  DELETE FROM exclusive_claim USING json_to_recordset($7) AS r(job text, step text), believed
  WHERE believed.id = r.job AND exclusive_claim.step_id = r.step
    -- What another step claims in the same breath goes over to it below.
    AND exclusive_claim.key NOT IN (SELECT key FROM json_to_recordset($6) AS c(job text, key text) JOIN believed ON believed.id = c.job)
), new_claims AS (
  INSERT INTO exclusive_claim (key, step_id)
  -- One claim for each key: of two in one group, the later one is by whoever has the right in this worker now.
  SELECT DISTINCT ON (c.key) c.key, c.step
  FROM json_to_recordset($6) AS c(job text, step text, key text, n int) JOIN believed ON believed.id = c.job
  ORDER BY c.key, c.n DESC
  ON CONFLICT (key) DO UPDATE SET step_id = excluded.step_id
    WHERE exclusive_claim.step_id = excluded.step_id
      OR exclusive_claim.step_id IN (SELECT step FROM json_to_recordset($7) AS r(job text, step text) JOIN believed ON believed.id = r.job)
  RETURNING key, step_id
), changed_jobs AS (
  UPDATE job SET last_event = job.last_event + w.n,
    status = coalesce(w.status, job.status),
    error = coalesce(w.error, job.error),
    started_at = CASE WHEN w.status = 'running' THEN coalesce(job.started_at, clock_timestamp()) ELSE job.started_at END,
    finished_at = CASE WHEN w.done THEN clock_timestamp() END,
    worker_id = CASE WHEN w.done THEN NULL ELSE job.worker_id END
  FROM wanted AS w JOIN believed ON believed.id = w.id
  WHERE job.id = w.id AND (w.n > 0 OR w.status IS NOT NULL OR w.error IS NOT NULL)
  RETURNING job.id, w.n
), changed_workspaces AS (
  UPDATE workspace SET status = w.workspace, updated_at = now(),
    deleted_at = CASE WHEN w.workspace = 'deleted' THEN now() ELSE workspace.deleted_at END,
    live_name = CASE WHEN w.workspace = 'deleted' THEN NULL ELSE workspace.live_name END,
    live_target = CASE WHEN w.workspace = 'deleted' THEN NULL ELSE workspace.live_target END
  FROM wanted AS w JOIN believed ON believed.id = w.id
  WHERE workspace.id = believed.workspace_id AND w.workspace IS NOT NULL
), told AS (
  SELECT count(pg_notify('palisade_job', id)) FROM changed_jobs WHERE n > 0
)
SELECT (SELECT json_agg(id) FROM mine) AS jobs,
  (SELECT json_agg(json_build_array(job_id, n)) FROM (SELECT job_id, count(*) AS n FROM changed_steps GROUP BY job_id) AS c) AS steps,
  (SELECT json_agg(json_build_array(s.id, coalesce(s.declared, resource.declared)))
    FROM changed_steps AS s LEFT JOIN resource ON resource.workspace_id = s.workspace_id AND resource.key = s.key
    WHERE s.begun) AS declared,
  (SELECT json_agg(json_build_array(step_id, key)) FROM new_claims) AS claimed,
  (SELECT count FROM told) AS told`
