import type { Prisma } from '../generated/client.ts'

/** Makes the steps of a new job that wait for nothing due at once, by the clock of the database as everywhere. */
export async function wakeFirst(tx: Prisma.TransactionClient, jobId: string): Promise<void> {
  await tx.$executeRaw`UPDATE step SET wake_at = now() WHERE job_id = ${jobId} AND unmet = 0`
}
