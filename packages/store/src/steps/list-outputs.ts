import type { Store } from '../open-store.ts'

/**
 * What the steps of a workspace's newest create job have given so far, by their keys; empty while none has succeeded.
 * The keys are those of the blueprint.
 */
export async function listOutputs(
  store: Store,
  workspaceId: string,
): Promise<Map<string, Readonly<Record<string, string>>>> {
  const { rows } = await store.pool.query<{ key: string; outputs: Readonly<Record<string, string>> | null }>(
    `SELECT key, outputs FROM step
     WHERE state = 'succeeded' AND job_id =
       (SELECT id FROM job WHERE workspace_id = $1 AND type = 'create' ORDER BY created_at DESC LIMIT 1)
     ORDER BY ordinal`,
    [workspaceId],
  )
  return new Map(rows.map((row) => [row.key, row.outputs ?? {}]))
}
