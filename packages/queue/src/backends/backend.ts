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
