export { openTickQueue, type TickQueue } from './open-tick-queue.ts'
export { prepareQueue } from './prepare-queue.ts'
export { startTickWorker, type TickWorker } from './start-tick-worker.ts'
export type { Tick } from './tick.ts'
