import type { Receiver, TickProcessor } from './backends/backend.ts'
import { chooseBackend } from './backends/choose-backend.ts'
import { giveBack } from './backends/give-back.ts'
import { asError } from './connections/as-error.ts'
import { dropConnections } from './connections/drop-connections.ts'
import { openWhenReachable } from './connections/open-when-reachable.ts'
import { settlesWithin } from './connections/settles-within.ts'

/** The receiving side of the queue. */
export interface TickWorker {
  /**
   * Stops taking ticks and waits up to `graceMs` (10 s) for the running ones. What still runs then gets its signal
   * aborted, and its tick comes again at another worker when the lock has run out. Ends a few seconds after the grace at most.
   */
  close(graceMs?: number): Promise<void>
  /** When a tick was last taken, in milliseconds since 1970. Liveness must look at this: connections stay green when fetching is dead. */
  lastTickAt(): number | undefined
}

const firstTryMs = 2_000
const lastWordsMs = 1_000
const neverAborted = new AbortController().signal

/**
 * Takes ticks off the queue, up to `concurrency` at a time, each for one call of `onTick`.
 *
 * Resolves when ticks are being taken, or after two seconds without a store; it then goes on connecting.
 * The signal given to `onTick` is aborted when the tick is no longer ours or the worker stops waiting for it.
 * What `onTick` throws goes to `onError`, and the tick is gone: when to try again is the step's own matter.
 */
export async function startTickWorker(options: {
  url: string
  concurrency: number
  onTick: (stepId: string, signal: AbortSignal) => Promise<void>
  onError: (error: Error) => void
}): Promise<TickWorker> {
  const { url, concurrency, onTick, onError } = options
  const backend = chooseBackend(url)
  const closing = new AbortController()
  const running = new Set<Promise<void>>()
  let lastTickAt: number | undefined

  // BullMQ counts the parameters and makes a signal only for a third one, which a default value would hide from it.
  const processor: TickProcessor = async (tick, token, signal) => {
    if (closing.signal.aborted) return await giveBack(tick, token)
    lastTickAt = Date.now()
    const work = attempt(tick.data.stepId, signal ?? neverAborted)
    running.add(work)
    await work
    running.delete(work)
  }

  async function attempt(stepId: string, signal: AbortSignal): Promise<void> {
    try {
      await onTick(stepId, signal)
    } catch (error) {
      onError(asError(error))
    }
  }

  let receiver: Receiver | undefined
  const opening = openWhenReachable(() => backend.openReceiver(processor, concurrency), onError, closing.signal).then(
    (opened) => {
      if (opened === undefined) return
      receiver = opened
      // BullMQ goes on processing a tick whose lock it lost, and only says so.
      opened.on('lockRenewalFailed', (ids) => {
        for (const id of ids) opened.cancelJob(id, 'the lock of the tick is lost')
      })
      opened.run().catch((error) => onError(asError(error)))
    },
  )
  await settlesWithin(firstTryMs, opening)

  async function end(graceMs: number): Promise<void> {
    closing.abort()
    await opening
    if (receiver === undefined) return
    const closed = receiver.close().catch((error) => onError(asError(error)))
    await settlesWithin(graceMs, Promise.allSettled(running))
    if (running.size > 0) receiver.cancelAllJobs('the worker is closing')
    await settlesWithin(lastWordsMs, closed)
    await dropConnections(receiver)
  }

  let ended: Promise<void> | undefined
  return {
    lastTickAt: () => lastTickAt,
    close: (graceMs = 10_000) => {
      ended ??= end(graceMs)
      return ended
    },
  }
}
