import type { Job } from 'bullmq'
import type { BudgetStore } from '../call-budget/budget-store.ts'

/** What a wake-up carries inside BullMQ: which job to look at, and no state. */
export interface WakeData {
  readonly jobId: string
}

/** What Redis and Postgres must each offer to carry wake-ups. */
export interface Backend {
  readonly name: 'redis' | 'postgres'
  /** Creates what the store needs. Safe when several processes call it at once. */
  prepare(): Promise<void>
  openSender(): Sender
  openReceiver(processor: WakeProcessor, concurrency: number): Receiver
  /** Where workers count their calls together. */
  openBudgetStore(): BudgetStore
}

/** What is done with one wake-up. */
export type WakeProcessor = (message: Job<WakeData, void, string>, token: string | undefined) => Promise<void>

/** The part of BullMQ's `Queue` that we use, without its types for either store. */
export interface Sender extends Connected {
  addBulk(messages: { name: string; data: WakeData }[]): Promise<unknown>
}

/** The part of BullMQ's `Worker` that we use, without its types for either store. */
export interface Receiver extends Connected {
  run(): Promise<void>
}

/** What BullMQ's `Queue` and `Worker` have in common. */
export interface Connected {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  close(): Promise<void>
  getBackend(): { close(force?: boolean): Promise<void>; disconnect(): Promise<void> }
}

/**
 * The one BullMQ queue that wake-ups travel through. Not 'ticks', which it was while it woke steps: workers of both
 * sorts run during an upgrade, and neither can read the other's messages.
 */
export const queueName = 'wake-ups'

/**
 * Nobody reads BullMQ's event stream (progress comes from the event table in Postgres), and it cannot be
 * turned off: 0 would mean "never trim" on Postgres. So it is kept short.
 */
export const streams = { events: { maxLen: 100 } }

/** Finished messages are worth nothing; BullMQ would keep them for ever. */
export const defaultJobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true }

/** Settings of both receivers. */
export const receiving = {
  /** Run by hand once the store is reachable: see `openWhenReachable`. */
  autorun: false,
  /** Renewed at half of this, so it only runs out when the process is gone. */
  lockDuration: 15_000,
  /** Whether a job crashes its workers is counted in Postgres. BullMQ would drop the message at the second crash. */
  maxStalledCount: 1_000,
  /** BullMQ would sleep 15 s after a lost connection. */
  runRetryDelay: 1_000,
}
