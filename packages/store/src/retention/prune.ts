import type { Store } from '../open-store.ts'

/** How long what has ended is kept, in days. */
export interface Retention {
  /** Events and steps of jobs that have ended; the jobs themselves stay. */
  readonly jobDays: number
  readonly idempotencyDays: number
  readonly auditDays: number
}

export const defaultRetention: Retention = { jobDays: 90, idempotencyDays: 7, auditDays: 730 }

/** Any number, the same in every process: one of them prunes at a time. */
const advisoryLock = 7_252_332

/** So many jobs, or rows, are pruned in one transaction: each is short, and nobody waits for it. */
const batch = 200

/**
 * Removes what is older than it is kept: events and steps of ended jobs whose workspaces are deleted (a check has none),
 * events of the other ended jobs, idempotency records, and audit entries. In small transactions, beside the work.
 * @returns how many rows were removed; undefined when another process is at it.
 */
export async function prune(store: Store, retention: Retention, signal?: AbortSignal): Promise<number | undefined> {
  const client = await store.pool.connect()
  let removed = 0
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      advisoryLock,
    ])
    if (rows[0]?.locked !== true) return undefined
    try {
      for (const { text, days } of statementsOf(retention)) {
        for (;;) {
          if (signal?.aborted === true) return removed
          const { rows: counted } = await client.query<{ jobs: number; removed: number }>(text, [days, batch])
          removed += counted[0]?.removed ?? 0
          if ((counted[0]?.jobs ?? 0) < batch) break
        }
      }
      return removed
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [advisoryLock]).catch(() => {})
    }
  } finally {
    client.release()
  }
}

function statementsOf({ jobDays, idempotencyDays, auditDays }: Retention) {
  const before = `now() - $1 * interval '1 day'`
  return [
    {
      days: jobDays,
      // The events of an ended job go together, and the job remembers that they have gone.
      text: `WITH old AS (
          SELECT job.id, job.workspace_id IS NULL OR workspace.deleted_at IS NOT NULL AS is_over
          FROM job LEFT JOIN workspace ON workspace.id = job.workspace_id
          WHERE job.finished_at < ${before} AND job.pruned = 0 ORDER BY job.finished_at LIMIT $2
        ), events AS (DELETE FROM event USING old WHERE event.job_id = old.id RETURNING 1
        ), steps AS (DELETE FROM step USING old WHERE step.job_id = old.id AND old.is_over RETURNING 1
        ), marked AS (UPDATE job SET pruned = CASE WHEN old.is_over THEN 2 ELSE 1 END FROM old WHERE job.id = old.id RETURNING 1
        ) SELECT (SELECT count(*)::int FROM marked) AS jobs,
            ((SELECT count(*) FROM events) + (SELECT count(*) FROM steps))::int AS removed`,
    },
    {
      days: jobDays,
      // A workspace may be deleted long after its first job has ended.
      text: `WITH old AS (
          SELECT job.id FROM job JOIN workspace ON workspace.id = job.workspace_id
          WHERE job.finished_at < ${before} AND job.pruned = 1 AND workspace.deleted_at < ${before} LIMIT $2
        ), steps AS (DELETE FROM step USING old WHERE step.job_id = old.id RETURNING 1
        ), marked AS (UPDATE job SET pruned = 2 FROM old WHERE job.id = old.id RETURNING 1
        ) SELECT (SELECT count(*)::int FROM marked) AS jobs, (SELECT count(*)::int FROM steps) AS removed`,
    },
    {
      days: idempotencyDays,
      text: `WITH gone AS (DELETE FROM idempotency_record WHERE (scope, key) IN
          (SELECT scope, key FROM idempotency_record WHERE created_at < ${before} LIMIT $2) RETURNING 1)
        SELECT count(*)::int AS jobs, count(*)::int AS removed FROM gone`,
    },
    {
      days: auditDays,
      text: `WITH gone AS (DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry WHERE time < ${before} LIMIT $2) RETURNING 1)
        SELECT count(*)::int AS jobs, count(*)::int AS removed FROM gone`,
    },
  ]
}
