import type { Sender } from './backends/backend.ts'
import { chooseBackend } from './backends/choose-backend.ts'
import { asError } from './connections/as-error.ts'
import { dropConnections } from './connections/drop-connections.ts'
import { openWhenReachable } from './connections/open-when-reachable.ts'
import { settlesWithin } from './connections/settles-within.ts'
import { HeldTicks } from './held-ticks.ts'
import type { Tick } from './tick.ts'

/** Where ticks are put. It may lose them and it may deliver them twice; it never keeps anyone waiting. */
export interface TickQueue {
  readonly backend: 'redis' | 'postgres'
  /**
   * Wakes each step after its delay. Never throws, and never waits longer than about a second when the store is
   * away; false says that the nudge was lost, and the sweeper will find the steps.
   * On Redis, true for a short delay means held here: it is lost with this process.
   */
  wake(ticks: readonly Tick[]): Promise<boolean>
  /** Hands the held ticks to the store, if it is there, and disconnects. Takes about three seconds at most. */
  close(): Promise<void>
}

/** The longest that a wake may take, in milliseconds. */
const wakeTimeoutMs = 1_000

/**
 * Opens the sending side of the queue. Returns at once, whether or not the store is there, and goes on connecting.
 * `onError` learns of every trouble, which is once per try while the store is away.
 * `url`: redis:// or rediss:// for Redis or Valkey, postgres:// or postgresql:// for Postgres.
 */
export function openTickQueue(options: { url: string; onError: (error: Error) => void }): TickQueue {
  const { url, onError } = options
  const backend = chooseBackend(url)
  const closing = new AbortController()

  let sender: Sender | undefined
  const opening = openWhenReachable(() => backend.openSender(), onError, closing.signal).then((opened) => {
    sender = opened
  })
  // Only the first second is waited for. Later calls find a sender or fail at once, so that nothing piles up here.
  const firstTry = settlesWithin(wakeTimeoutMs, opening)
  const held = new HeldTicks((tick) => void send([{ ...tick, delayMs: 0 }]))

  async function send(ticks: readonly Tick[]): Promise<boolean> {
    if (ticks.length === 0) return true
    try {
      if (await settlesWithin(wakeTimeoutMs, add(ticks))) return true
      throw new Error('no answer from the store')
    } catch (cause) {
      onError(new Error(`waking ${ticks.length} step(s): ${asError(cause).message}`, { cause }))
      return false
    }
  }

  async function add(ticks: readonly Tick[]): Promise<void> {
    if (sender === undefined) await firstTry
    if (sender === undefined) throw new Error('the store has not been reachable yet')
    // No id of our own: BullMQ silently ignores an id that it still stores, and an earlier wake must not be lost to a later one.
    await sender.addBulk(
      ticks.map(({ stepId, delayMs }) => ({ name: 'tick', data: { stepId }, opts: { delay: Math.max(0, delayMs) } })),
    )
  }

  async function end(): Promise<void> {
    await send(held.release())
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

    wake: async (ticks) => {
      if (ended !== undefined) return false
      const isHeld = ({ delayMs }: Tick) => delayMs > 0 && delayMs < backend.holdBelowMs
      for (const tick of ticks.filter(isHeld)) held.hold(tick)
      return send(ticks.filter((tick) => !isHeld(tick)))
    },

    close: () => {
      ended ??= end()
      return ended
    },
  }
}
