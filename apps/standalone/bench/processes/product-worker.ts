/** Our worker, in its own process: against the stub where there is one, else with the real gateway. */
import { startRealWorker, startStubWorker } from '../engine/product.ts'
import { inPart } from '../stage/part.ts'

let stop = async (): Promise<void> => {}
inPart.endWith(() => stop())
inPart.say({ what: 'loaded' })
await inPart.told('start')
const stubUrl = process.env.BENCH_STUB_URL
const worker = await (stubUrl === undefined ? startRealWorker(process.env) : startStubWorker(process.env, stubUrl))
stop = worker.stop
inPart.say({ what: 'started' })
