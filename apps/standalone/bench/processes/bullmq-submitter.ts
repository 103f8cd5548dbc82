/** Queues the jobs of a run for bare BullMQ, in a process of its own. */
import { submitToBullmq } from '../engine/bullmq.ts'
import { jobNames } from '../engine/job-names.ts'
import { inPart } from '../stage/part.ts'

inPart.endWith(async () => {})
inPart.say({ what: 'loaded' })
await inPart.told('submit')
const startedAt = performance.now()
await submitToBullmq(
  inPart.setting('BENCH_QUEUE_URL'),
  jobNames(inPart.setting('BENCH_RUN'), Number(inPart.setting('BENCH_JOBS'))),
)
inPart.say({ what: 'submitted', ms: performance.now() - startedAt })
await inPart.told('close')
inPart.say({ what: 'closed' })
