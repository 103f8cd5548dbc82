import type { BulkJobOptions, Job } from 'bullmq'
import type { BudgetStore } from '../call-budget/budget-store.ts'

/** What a tick is inside BullMQ. */
export interface TickData {
  readonly stepId: string
}

/** What Redis and Postgres must each offer to carry ticks. */
export interface Backend {
  readonly name: 'redis' | 'postgres'
  /** A tick that is due sooner than this, in milliseconds, is held in this process and not in the store. */
  readonly holdBelowMs: number
  /** Creates what the store needs. Safe when several processes call it at once. */
  prepare(): Promise<void>
  openSender(): Sender
  openReceiver(processor: TickProcessor, concurrency: number): Receiver
  /** Where workers count their calls together. */
  openBudgetStore(): BudgetStore
}

/** The third parameter must be declared: BullMQ makes the signal only for processors that name it. */
export type TickProcessor = (
  tick: Job<TickData, void, string>,
  token: string | undefined,
  signal: AbortSignal | undefined,
) => Promise<void>

/** The part of BullMQ's `Queue` that we use, without its types for either store. */
export interface Sender extends Connected {
  addBulk(jobs: { name: string; data: TickData; opts: BulkJobOptions }[]): Promise<unknown>
}

/** The part of BullMQ's `Worker` that we use, without its types for either store. */
export interface Receiver extends Connected {
  run(): Promise<void>
  cancelJob(id: string, reason?: string): boolean
  cancelAllJobs(reason?: string): void
  on(event: 'lockRenewalFailed', listener: (ids: string[]) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** What BullMQ's `Queue` and `Worker` have in common. */
export interface Connected {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
  close(): Promise<void>
  getBackend(): { close(force?: boolean): Promise<void>; disconnect(): Promise<void> }
}
