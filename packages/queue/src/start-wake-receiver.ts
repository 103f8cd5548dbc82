import { WaitingError } from 'bullmq'
import type { Receiver, WakeProcessor } from './backends/backend.ts'
import { chooseBackend } from './backends/choose-backend.ts'
import { dropConnections, openWhenReachable } from './connections/reconnect.ts'
import { asError, settlesWithin } from './connections/settle.ts'
import { Room } from './room.ts'

/** The receiving side of the queue. */
export interface WakeReceiver {
  /** Takes wake-ups again at once after `onWake` answered 'full': this worker has room again. */
  resume(): void
  /**
   * Takes no more wake-ups and waits up to `graceMs` (10 s) for the calls of `onWake` under way. A wake-up whose call
   * outlives that comes again at another worker. Ends a few seconds after the grace at most.
   */
  close(graceMs?: number): Promise<void>
  /** When a wake-up last arrived, in milliseconds since 1970. Connections may stay green when fetching is dead. */
  lastWakeAt(): number | undefined
}

const firstTryMs = 2_000
const lastWordsMs = 1_000

/**
 * Takes wake-ups off the queue, up to `concurrency` at a time, each for one short call of `onWake`.
 *
 * Resolves when wake-ups are being taken, or after two seconds without a store; it then goes on connecting.
 * 'taken' ends the wake-up: the job is this worker's, or there is nothing to do for it. 'full' gives the wake-up back at
 * once, for another worker, and this one takes nothing for a second or until `resume`. When every worker is full,
 * wake-ups wait in the store. What `onWake` throws goes to `onError`, and the wake-up is gone.
 */
export async function startWakeReceiver(options: {
  url: string
  concurrency: number
  onWake: (jobId: string) => Promise<'taken' | 'full'>
  onError: (error: Error) => void
}): Promise<WakeReceiver> {
  const { url, concurrency, onWake, onError } = options
  const backend = chooseBackend(url)
  const closing = new AbortController()
  const running = new Set<Promise<unknown>>()
  const room = new Room()
  let lastWakeAt: number | undefined

  const processor: WakeProcessor = async (message, token) => {
    lastWakeAt = Date.now()
    const isTaken = !closing.signal.aborted && !room.isFull && (await attempt(message.data.jobId)) === 'taken'
    if (isTaken) return
    await message.moveToWait(token)
    // BullMQ fetches nothing for a call that has not ended. Its own pause would run the check for stalled messages, which
    // deadlocks on Postgres when it runs often, at each resume.
    await room.returns()
    // This is how BullMQ learns that the message neither succeeded nor failed.
    throw new WaitingError()
  }

  async function attempt(jobId: string): Promise<'taken' | 'full'> {
    const call = (async () => onWake(jobId))()
    running.add(call)
    try {
      const answer = await call
      if (answer === 'full' && !closing.signal.aborted) room.close()
      return answer
    } catch (error) {
      onError(asError(error))
      return 'taken'
    } finally {
      running.delete(call)
    }
  }

  let receiver: Receiver | undefined
  const opening = openWhenReachable(() => backend.openReceiver(processor, concurrency), onError, closing.signal).then(
    (opened) => {
      if (opened === undefined) return
      receiver = opened
      opened.run().catch((error) => onError(asError(error)))
    },
  )
  await settlesWithin(firstTryMs, opening)

  async function end(graceMs: number): Promise<void> {
    closing.abort()
    room.open()
    await opening
    if (receiver === undefined) return
    const closed = receiver.close().catch((error) => onError(asError(error)))
    await settlesWithin(graceMs, Promise.allSettled(running))
    await settlesWithin(lastWordsMs, closed)
    await dropConnections(receiver)
  }

  let ended: Promise<void> | undefined
  return {
    resume: () => room.open(),
    lastWakeAt: () => lastWakeAt,
    close: (graceMs = 10_000) => {
      ended ??= end(graceMs)
      return ended
    },
  }
}
