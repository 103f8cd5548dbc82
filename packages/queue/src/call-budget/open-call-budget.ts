import { chooseBackend } from '../backends/choose-backend.ts'
import { asError } from '../connections/as-error.ts'
import { settlesWithin } from '../connections/settles-within.ts'
import { type BudgetStore, memoryBudgetStore } from './budget-store.ts'
import { buckets, correction, type Direction, slackOf, turnOf } from './pace.ts'

/** Calls by direction. */
export type Calls = Readonly<Partial<Record<Direction, number>>>

/** What one answer of Azure says of the budget. */
export interface HeardAnswer {
  readonly subscription: string
  readonly direction: Direction
  /** How many calls are left, where Azure says so. */
  readonly remaining?: number
  /** How long Azure asks to be left alone, in milliseconds, where it refused the call for its rate. */
  readonly throttledForMs?: number
}

/** The calls that Azure lets all workers of one identity make, shared between them. */
export interface CallBudget {
  /**
   * Sets calls aside for the caller.
   * @returns after how many milliseconds to make them (0: now), and whether they are set aside; if not, ask again then.
   */
  reserve(subscription: string, calls: Calls): Promise<{ readonly delayMs: number; readonly isHeld: boolean }>
  /** For how many milliseconds no such call is to be made, because Azure said so. */
  stoppedForMs(subscription: string, calls: Calls): Promise<number>
  /** Calls that were set aside are made now. */
  use(subscription: string, calls: Calls): void
  /** Each answer of Azure: it counts, whether or not it was set aside, and says how much is left. */
  hear(answer: HeardAnswer): void
  close(): Promise<void>
}

/** The longest that the shared counters are waited for, in milliseconds. */
const patienceMs = 500
/** How long an answer about a stop is believed, in milliseconds. */
const stopBelievedMs = 250
/** An account is corrected at most so often by one worker, in milliseconds. */
const correctEveryMs = 1_000
/** What Azure says is left is believed for so long, in milliseconds. */
const slackBelievedMs = 2_000
/** Without the shared counters, each worker keeps to this share of the rate. */
const lonelyShare = 0.25

interface Account {
  /** Calls that were made and not counted, or (less than 0) counted and not made. */
  owed: number
  correctedAt: number
  /** Calls that may be made without asking the others, until a time. */
  slack: number
  slackUntilMs: number
  stop: { readonly untilMs: number; readonly believedUntilMs: number }
}

/**
 * Opens the budget on the store of the queue. While that is away, each worker goes on with a small share of its own.
 * @param options `url` as for the queue; `principal`: who calls Azure, for Azure counts by caller; `timeScale`: how many
 * times faster than Azure the endpoint works; `onError` learns of it once per outage.
 */
export function openCallBudget(options: {
  readonly url: string
  readonly principal: string
  readonly timeScale: number
  readonly onError: (error: Error) => void
}): CallBudget {
  const { principal, timeScale, onError } = options
  const shared = chooseBackend(options.url).openBudgetStore()
  const alone = memoryBudgetStore()
  const accounts = new Map<string, Account>()
  let isAway = false

  function accountOf(key: string): Account {
    const known = accounts.get(key)
    if (known !== undefined) return known
    const fresh: Account = {
      owed: 0,
      correctedAt: 0,
      slack: 0,
      slackUntilMs: 0,
      stop: { untilMs: 0, believedUntilMs: 0 },
    }
    accounts.set(key, fresh)
    return fresh
  }

  const keyOf = (subscription: string, direction: Direction) =>
    `${subscription.toLowerCase()}/${principal}/${direction}`

  /** Asks the shared store, or this process's own where that does not answer. */
  async function ask<T>(question: (store: BudgetStore) => Promise<T>): Promise<{ answer: T; isShared: boolean }> {
    try {
      let answer: { readonly value: T } | undefined
      const asked = question(shared).then((value) => {
        answer = { value }
      })
      await settlesWithin(patienceMs, asked)
      if (answer === undefined) throw new Error('no answer from the store')
      isAway = false
      return { answer: answer.value, isShared: true }
    } catch (cause) {
      if (!isAway) onError(new Error(`the budget of calls: ${asError(cause).message}`, { cause }))
      isAway = true
      return { answer: await question(alone), isShared: false }
    }
  }

  async function reserveOne(subscription: string, direction: Direction, calls: number) {
    const key = keyOf(subscription, direction)
    const account = accountOf(key)
    if (account.slack >= calls && Date.now() < account.slackUntilMs) {
      account.slack -= calls
      // Nobody has counted them yet; the next question to the store does.
      account.owed += calls
      return { delayMs: 0, isHeld: true }
    }
    const wanted = calls + account.owed
    account.owed = 0
    const { answer, isShared } = await ask((store) => store.count(key, wanted))
    const { capacity, perSecond } = buckets[direction]
    const share = isShared ? 1 : lonelyShare
    const turn = turnOf(answer, { capacity: capacity * share, perSecond: perSecond * timeScale * share })
    if (!turn.isHeld) account.owed -= calls
    return turn
  }

  async function stopOf(subscription: string, direction: Direction): Promise<number> {
    const key = keyOf(subscription, direction)
    const account = accountOf(key)
    const now = Date.now()
    if (account.stop.believedUntilMs < now) {
      const { answer } = await ask((store) => store.stoppedForMs(key))
      account.stop = { untilMs: now + answer, believedUntilMs: now + stopBelievedMs }
    }
    return Math.max(0, account.stop.untilMs - now)
  }

  return {
    async reserve(subscription, calls) {
      const turns = await Promise.all(
        directionsOf(calls).map(([direction, count]) => reserveOne(subscription, direction, count)),
      )
      const delayMs = Math.max(0, ...turns.map((turn) => turn.delayMs))
      return { delayMs, isHeld: turns.every((turn) => turn.isHeld) }
    },
    async stoppedForMs(subscription, calls) {
      const stops = await Promise.all(directionsOf(calls).map(([direction]) => stopOf(subscription, direction)))
      return Math.max(0, ...stops)
    },
    use(subscription, calls) {
      for (const [direction, count] of directionsOf(calls)) accountOf(keyOf(subscription, direction)).owed -= count
    },
    hear({ subscription, direction, remaining, throttledForMs }) {
      const key = keyOf(subscription, direction)
      const account = accountOf(key)
      account.owed += 1
      const now = Date.now()
      if (throttledForMs !== undefined) {
        account.stop = { untilMs: now + throttledForMs, believedUntilMs: now + throttledForMs }
        void ask((store) => store.stop(key, throttledForMs / 1_000))
      }
      if (remaining === undefined) return
      account.slack = slackOf(remaining, buckets[direction])
      account.slackUntilMs = now + slackBelievedMs
      if (now - account.correctedAt < correctEveryMs) return
      account.correctedAt = now
      account.owed -= correction(remaining, buckets[direction])
    },
    close: () => shared.close(),
  }
}

function directionsOf(calls: Calls): [Direction, number][] {
  const all: [Direction, number | undefined][] = [
    ['reads', calls.reads],
    ['writes', calls.writes],
    ['deletes', calls.deletes],
  ]
  return all.flatMap(([direction, count]) => (count === undefined || count === 0 ? [] : [[direction, count]]))
}
