import type { Tick } from './tick.ts'

/** Ticks that wait for their time in this process. */
export class HeldTicks {
  readonly #held = new Map<Tick, { readonly timer: NodeJS.Timeout; readonly dueAt: number }>()
  readonly #onDue: (tick: Tick) => void

  constructor(onDue: (tick: Tick) => void) {
    this.#onDue = onDue
  }

  /** Hands the tick to `onDue` when its delay is over. */
  hold(tick: Tick): void {
    // A copy is the key: the same object may be woken twice.
    const own = { ...tick }
    const timer = setTimeout(() => {
      this.#held.delete(own)
      this.#onDue(own)
    }, tick.delayMs)
    this.#held.set(own, { timer, dueAt: Date.now() + tick.delayMs })
  }

  /** Stops all timers and returns what they were for, with the delay that is left of each. */
  release(): Tick[] {
    const now = Date.now()
    const rest = [...this.#held].map(([{ stepId }, { timer, dueAt }]) => {
      clearTimeout(timer)
      return { stepId, delayMs: Math.max(0, dueAt - now) }
    })
    this.#held.clear()
    return rest
  }
}
