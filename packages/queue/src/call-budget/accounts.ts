import type { Bucket, Buckets, Direction } from './pace.ts'

/** What one worker knows of the calls of one subscription in one direction. */
export interface Account {
  /** Names the shared counter. */
  readonly key: string
  readonly bucket: Bucket
  /** Calls that were made and not counted, or (less than 0) counted and not made. The next question counts them. */
  debt: number
  correctedAtMs: number
  /** Calls that may be made without asking the others, until a time. */
  headroom: number
  headroomUntilMs: number
  /** Until when no such call is to be made, and how long that is believed without asking again. */
  pause: { readonly untilMs: number; readonly believedUntilMs: number }
  /** The question that is under way, so that many callers ask it once. */
  pauseAsked: Promise<void> | undefined
  usedAtMs: number
}

const forgetAfterMs = 3_600_000
const lookEveryMs = 600_000

/** The accounts in use. Those that nobody used for an hour are forgotten: counters live for a minute. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #principal: string
  readonly #buckets: Buckets
  #lookedAtMs = Date.now()

  constructor(principal: string, buckets: Buckets) {
    this.#principal = principal
    this.#buckets = buckets
  }

  get size(): number {
    return this.#accounts.size
  }

  of(subscription: string, direction: Direction): Account {
    const now = Date.now()
    if (now - this.#lookedAtMs > lookEveryMs) this.#forgetUnused(now)
    const key = `${subscription.toLowerCase()}/${this.#principal}/${direction}`
    let account = this.#accounts.get(key)
    if (account === undefined) {
      account = {
        key,
        bucket: this.#buckets[direction],
        debt: 0,
        correctedAtMs: 0,
        headroom: 0,
        headroomUntilMs: 0,
        pause: { untilMs: 0, believedUntilMs: 0 },
        pauseAsked: undefined,
        usedAtMs: now,
      }
      this.#accounts.set(key, account)
    }
    account.usedAtMs = now
    return account
  }

  #forgetUnused(now: number): void {
    this.#lookedAtMs = now
    for (const [key, { usedAtMs }] of this.#accounts) if (now - usedAtMs > forgetAfterMs) this.#accounts.delete(key)
  }
}
