import type { Sender } from './backends/backend.ts'
import { chooseBackend } from './backends/choose-backend.ts'
import { dropConnections, openWhenReachable } from './connections/reconnect.ts'
import { asError, settlesWithin } from './connections/settle.ts'

/** The sending side. A wake-up may be lost and may arrive twice, and sending one never keeps anyone waiting. */
export interface WakeQueue {
  readonly backend: 'redis' | 'postgres'
  /**
   * Tells some worker to look at each of these jobs. Never throws, and takes about a second at most when the store is
   * away. False says that the wake-up was lost; workers look in PostgreSQL every few seconds anyway.
   */
  wake(jobIds: readonly string[]): Promise<boolean>
  /** Lets wake-ups under way finish, and disconnects. Takes about three seconds at most. */
  close(): Promise<void>
}

/** The longest that a wake may take, in milliseconds. */
const wakeTimeoutMs = 1_000

/** How many wake-ups go to the store in one question, which takes about 100 ms on either store (two cores). */
const batchSize = 1_000

/**
 * Opens the sending side of the queue. Returns at once, whether or not the store is there, and goes on connecting.
 * `onError` learns of every fault, which is once per try while the store is away.
 * `url`: redis:// or rediss:// for Redis or Valkey, postgres:// or postgresql:// for Postgres.
 */
export function openWakeQueue(options: { url: string; onError: (error: Error) => void }): WakeQueue {
  const { url, onError } = options
  const backend = chooseBackend(url)
  const closing = new AbortController()

  let sender: Sender | undefined
  const opening = openWhenReachable(() => backend.openSender(), onError, closing.signal).then((opened) => {
    sender = opened
  })
  // Only the first second is waited for. Later calls find a sender or fail at once, so that nothing piles up here.
  const firstTry = settlesWithin(wakeTimeoutMs, opening)

  async function add(jobIds: readonly string[]): Promise<void> {
    if (sender === undefined) await firstTry
    if (sender === undefined) throw new Error('the store has not been reachable yet')
    for (let at = 0; at < jobIds.length; at += batchSize) {
      // No BullMQ id: decisions/0003-the-queue-wakes-jobs.md.
      const batch = jobIds.slice(at, at + batchSize).map((jobId) => ({ name: 'wake', data: { jobId } }))
      await sender.addBulk(batch)
    }
  }

  async function end(): Promise<void> {
    closing.abort()
    await opening
    if (sender === undefined) return
    // The polite close lets wakes under way finish. It fails when the store is away, and there is nothing to learn from that.
    const closed = sender.close().catch(() => {})
    await settlesWithin(wakeTimeoutMs, closed)
    await dropConnections(sender)
  }

  let ended: Promise<void> | undefined
  return {
    backend: backend.name,

    wake: async (jobIds) => {
      if (ended !== undefined) return false
      const wanted = [...new Set(jobIds)]
      if (wanted.length === 0) return true
      try {
        if (await settlesWithin(wakeTimeoutMs, add(wanted))) return true
        throw new Error('no answer from the store')
      } catch (cause) {
        onError(new Error(`waking ${wanted.length} job(s): ${asError(cause).message}`, { cause }))
        return false
      }
    },

    close: () => {
      ended ??= end()
      return ended
    },
  }
}
