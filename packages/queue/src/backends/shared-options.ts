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
