/** Brings the database and the queue to the state in which the product can start. A process, because it needs much memory. */
import { prepareProduct } from '../engine/product.ts'
import { inPart } from '../stage/part.ts'

inPart.endWith(async () => {})
await prepareProduct({
  databaseUrl: inPart.setting('PALISADE_DATABASE_URL'),
  queueUrl: inPart.setting('PALISADE_QUEUE_URL'),
})
inPart.say({ what: 'done' })
