import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'
import { lookCondition } from '../steps/look-condition.ts'

/**
 * Takes the right to advance a step, or answers null: when it is not time, when its turn has not come, when it has
 * ended, or when somebody else has it. Time is PostgreSQL's, so workers with wrong clocks cannot take a lease early.
 * @param leaseMs after this time without a renewal another worker may take it.
 */
export async function acquireLease(
  store: Store,
  lease: { stepId: string; owner: string; leaseMs: number },
): Promise<LeasedStep | null> {
  // A tick may come a little before its time; turning it away would cost more than letting it in.
  const { rows } = await store.pool.query<LeasedStep>(
    `UPDATE step SET
       lease_token = lease_token + 1,
       lease_owner = $2,
       lease_until = now() + $3 * interval '1 ms',
       wake_at = now() + $3 * interval '1 ms'
     FROM job
     WHERE step.id = $1 AND job.id = step.job_id
       AND step.state IN ('pending', 'begun') AND step.unmet = 0
       AND (step.state = 'begun' OR job.error IS NULL OR ${lookCondition})
       AND (step.lease_until IS NULL OR step.lease_until < now())
       AND step.wake_at <= now() + interval '25 ms'
     RETURNING step.id, step.job_id AS "jobId", coalesce(job.workspace_id, job.id) AS "workspaceId", step.key, step.action, step.state,
       step.declared, step.depends_on AS "dependsOn", step.exclusive, step.expected_seconds AS "expectedSeconds",
       step.attempts, step.handle, step.admitted_at IS NOT NULL AS "isAdmitted", step.lease_token AS "leaseToken",
       extract(epoch FROM clock_timestamp() - step.begun_at)::float8 * 1000 AS "elapsedMs"`,
    [lease.stepId, lease.owner, lease.leaseMs],
  )
  return rows[0] ?? null
}
