import type { Finding, JobStatus, JobType, Phase, StepAction, StepError, StepState } from '@palisade/contract'
import type { Store } from '../open-store.ts'
import type { JobRecord, StepRecord } from '../records.ts'

type StepRow = readonly [
  key: string,
  phase: Phase,
  kind: string,
  action: StepAction,
  resourceId: string,
  state: StepState,
  attempts: number,
  waitsFor: readonly number[] | null,
  dependsOn: readonly string[] | null,
  expectedSeconds: number,
  startedAt: string | null,
  finishedAt: string | null,
  wakeAt: string | null,
  error: StepError | null,
  findings: Finding[] | null,
]

interface JobRow extends Omit<JobRecord, 'type' | 'status'> {
  readonly type: JobType
  readonly status: JobStatus
  readonly steps: StepRow[] | null
}

// One value for all steps: parsing a row of 15 columns for each of 70 steps would be most of the work of an answer.
const statement = {
  name: 'find-job',
  text: `SELECT id, type, workspace_id AS "workspaceId", status, error, created_at AS "createdAt", started_at AS "startedAt",
      finished_at AS "finishedAt", last_event AS "lastEvent",
      (SELECT json_agg(json_build_array(key, phase, kind, action, resource_id, state, attempts, waits_for,
          CASE WHEN job.layout = 1 THEN depends_on END, expected_seconds, started_at, finished_at, wake_at, error, findings)
        ORDER BY ordinal) FROM step WHERE job_id = job.id) AS steps
    FROM job WHERE id = $1`,
}

/** A job and its steps, in the order in which they were planned; null when there is no such job. */
export async function findJob(store: Store, id: string): Promise<{ job: JobRecord; steps: StepRecord[] } | null> {
  const { rows } = await store.pool.query<JobRow>({ ...statement, values: [id] })
  const [row] = rows
  if (row === undefined) return null
  const { steps, ...job } = row
  return { job, steps: stepRecords(steps ?? []) }
}

function stepRecords(rows: readonly StepRow[]): StepRecord[] {
  return rows.map((row) => ({
    key: row[0],
    phase: row[1],
    kind: row[2],
    action: row[3],
    resourceId: row[4],
    state: row[5],
    attempts: row[6],
    waitsFor: row[8] ?? (row[7] ?? []).flatMap((ordinal) => rows[ordinal]?.[0] ?? []),
    expectedSeconds: row[9],
    startedAt: dateOf(row[10]),
    finishedAt: dateOf(row[11]),
    wakeAt: dateOf(row[12]),
    error: row[13],
    findings: row[14] ?? [],
  }))
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

/** What a watcher has to know to stop: how far a job's events go, and whether more will follow. Null: no such job. */
export async function findJobPosition(
  store: Store,
  id: string,
): Promise<{ readonly lastEvent: number; readonly isDone: boolean } | null> {
  const { rows } = await store.pool.query<{ lastEvent: number; isDone: boolean }>({
    name: 'find-job-position',
    text: 'SELECT last_event AS "lastEvent", finished_at IS NOT NULL AS "isDone" FROM job WHERE id = $1',
    values: [id],
  })
  return rows[0] ?? null
}
