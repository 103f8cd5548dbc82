import { type Job, WaitingError } from 'bullmq'
import type { TickData } from './backend.ts'

/**
 * Puts a tick back for another worker. BullMQ may hand one out although it is closing: it was fetching at that moment.
 * Always throws, which is how BullMQ learns that the tick neither succeeded nor failed.
 */
export async function giveBack(tick: Job<TickData, void, string>, token: string | undefined): Promise<never> {
  await tick.moveToWait(token)
  throw new WaitingError()
}
