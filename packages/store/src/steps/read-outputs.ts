import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'

/** What the steps that this one waited for have given, by their keys. */
export async function readOutputs(
  store: Store,
  step: LeasedStep,
): Promise<Map<string, Readonly<Record<string, string>>>> {
  if (step.dependsOn.length === 0) return new Map()
  const { rows } = await store.pool.query<{ key: string; outputs: Readonly<Record<string, string>> | null }>(
    'SELECT key, outputs FROM step WHERE job_id = $1 AND key = ANY($2)',
    [step.jobId, step.dependsOn],
  )
  return new Map(rows.map((row) => [row.key, row.outputs ?? {}]))
}
