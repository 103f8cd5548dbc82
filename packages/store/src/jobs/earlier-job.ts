import type { Store } from '../open-store.ts'

/** A client's name for one request. The same request under the same key is answered with what the first one made. */
export interface IdempotencyKey {
  readonly key: string
  /** Of the request: a key must not be used for another one. */
  readonly fingerprint: string
}

/**
 * What an earlier request under the same key has made.
 * @returns undefined when the key is new, `reused` when it stands for a different request.
 */
export async function earlierJob(
  store: Store,
  { scope, key, fingerprint }: IdempotencyKey & { readonly scope: string },
): Promise<{ readonly workspaceId: string | null; readonly jobId: string } | 'reused' | undefined> {
  const { rows } = await store.pool.query<{ fingerprint: string; workspaceId: string | null; jobId: string }>(
    `SELECT fingerprint, workspace_id AS "workspaceId", job_id AS "jobId" FROM idempotency_record
     WHERE scope = $1 AND key = $2`,
    [scope, key],
  )
  const [earlier] = rows
  if (earlier === undefined) return undefined
  return earlier.fingerprint === fingerprint ? earlier : 'reused'
}
