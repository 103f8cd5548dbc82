/** A worker of bare BullMQ, in a process of its own. */
import { startBullmqWorker } from '../engine/bullmq.ts'
import { HttpClient } from '../stage/http-client.ts'
import { inPart } from '../stage/part.ts'

const client = new HttpClient(inPart.setting('BENCH_STUB_URL'), 128)
let stop = async (): Promise<void> => {}
inPart.endWith(() => stop())
inPart.say({ what: 'loaded' })
await inPart.told('start')
const worker = await startBullmqWorker(inPart.setting('BENCH_QUEUE_URL'), client)
stop = worker.stop
inPart.say({ what: 'started' })
