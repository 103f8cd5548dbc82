import { startPart } from '../stage/part.ts'
import type { Undo } from '../stage/undo.ts'
import type { Place } from './product.ts'

/** Migrates a database and prepares the queue, in a process that is gone afterwards. */
export async function setUp(undo: Undo, { databaseUrl, queueUrl }: Place): Promise<void> {
  const part = await startPart(undo, 'product-setup.ts', {
    PALISADE_DATABASE_URL: databaseUrl,
    PALISADE_QUEUE_URL: queueUrl,
  })
  await part.heard('done')
  await part.stop()
}
