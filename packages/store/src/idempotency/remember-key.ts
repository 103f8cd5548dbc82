import type { Prisma } from '../generated/client.ts'

/** What a request under an idempotency key has made. */
export interface Remembered {
  /** Null where no workspace was asked for. */
  readonly workspaceId: string | null
  readonly jobId: string
}

/**
 * Writes down what a request makes under its key, or says what an earlier one with the same key has made. Of two that ask
 * at the same moment, the second waits here for the first.
 * @returns undefined when the key is new, `reused` when it stands for a different request.
 */
export async function rememberKey(
  tx: Prisma.TransactionClient,
  record: Remembered & { readonly scope: string; readonly key: string; readonly fingerprint: string },
): Promise<Remembered | 'reused' | undefined> {
  const { scope, key, fingerprint, workspaceId, jobId } = record
  const { count } = await tx.idempotencyRecord.createMany({
    data: [{ key, scope, fingerprint, workspaceId, jobId }],
    skipDuplicates: true,
  })
  if (count === 1) return undefined
  const earlier = await tx.idempotencyRecord.findUniqueOrThrow({ where: { scope_key: { scope, key } } })
  return earlier.fingerprint === fingerprint ? earlier : 'reused'
}
