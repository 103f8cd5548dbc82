/** Submits the jobs of a run to our engine, as the API does and in a process of its own: ten at a time. */

import { jobNames } from '../engine/job-names.ts'
import { exampleOrder, graphOrder } from '../engine/orders.ts'
import { openSubmission } from '../engine/product.ts'
import { inPart } from '../stage/part.ts'

const atOnce = 10

inPart.endWith(async () => {})
const place = { databaseUrl: inPart.setting('PALISADE_DATABASE_URL'), queueUrl: inPart.setting('PALISADE_QUEUE_URL') }
const isExample = inPart.setting('BENCH_GATEWAY') === 'simulator'
const names = jobNames(inPart.setting('BENCH_RUN'), Number(inPart.setting('BENCH_JOBS')))
const orders = names.map((name, index) => (isExample ? exampleOrder(name, index) : graphOrder(name)))
const submission = openSubmission(place)
inPart.say({ what: 'loaded', resources: orders[0]?.blueprint.resources.length ?? 0 })

await inPart.told('submit')
const startedAt = performance.now()
const waiting = orders.values()
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const order of waiting) await submission.submit(order)
  }),
)
inPart.say({ what: 'submitted', ms: performance.now() - startedAt })
await inPart.told('close')
await submission.close()
inPart.say({ what: 'closed' })
