import { chooseBackend } from '../backends/choose-backend.ts'
import { asError, settlesWithin } from '../connections/settle.ts'
import { type Account, Accounts } from './accounts.ts'
import { type BudgetStore, memoryBudgetStore } from './budget-store.ts'
import { type Buckets, correction, type Direction, headroomOf } from './pace.ts'
import { type Part, Reservations, type Turn } from './reservations.ts'

/** Calls by direction. */
export type Calls = Readonly<Partial<Record<Direction, number>>>

/** What one answer of Azure says of the budget. */
export interface ObservedAnswer {
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
   * Sets calls aside for the caller, in all directions or in none.
   * @returns after how many milliseconds to make them (0: now), and whether they are set aside; if not, ask again then.
   */
  reserve(subscription: string, calls: Calls): Promise<Turn>
  /** Calls that were set aside are made now. */
  spend(subscription: string, calls: Calls): void
  /** Calls that were set aside are not going to be made: the job has ended, the lease is lost. Others may have them. */
  giveBack(subscription: string, calls: Calls): void
  /** Each answer of Azure: it counts, whether or not it was set aside, and says how much is left. */
  observe(answer: ObservedAnswer): void
  /** For how many milliseconds no such call is to be made, because Azure said so. */
  pausedForMs(subscription: string, calls: Calls): Promise<number>
  close(): Promise<void>
}

/** The longest that the shared counters are waited for, in milliseconds. */
const patienceMs = 500
/** How long an answer about a pause is believed, in milliseconds. */
const pauseBelievedMs = 250
/** An account is corrected at most so often by one worker, in milliseconds. */
const correctEveryMs = 1_000
/** What Azure says is left is believed for so long, in milliseconds. */
const headroomBelievedMs = 2_000
/** Without the shared counters, each worker keeps to this share of the rate. */
const lonelyShare = 0.25

/**
 * Opens the budget of calls on the store of the queue.
 * @param options `url` as for the queue; `principal`: who calls Azure, for Azure counts by caller; `buckets`: what Azure
 * allows one caller in one subscription; `timeScale`: how many times faster than Azure the endpoint works; `onError`
 * learns of it once per outage.
 */
export function openCallBudget(options: {
  readonly url: string
  readonly principal: string
  readonly buckets: Buckets
  readonly timeScale: number
  readonly onError: (error: Error) => void
}): CallBudget {
  return callBudgetOn(chooseBackend(options.url).openBudgetStore(), options)
}

/** The budget on a store. While that is away, each worker goes on with a small share of its own. */
export function callBudgetOn(
  shared: BudgetStore,
  options: {
    readonly principal: string
    readonly buckets: Buckets
    readonly timeScale: number
    readonly onError: (error: Error) => void
  },
): CallBudget {
  const { timeScale, onError } = options
  const alone = memoryBudgetStore()
  const accounts = new Accounts(options.principal, options.buckets)
  let isAway = false

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

  const reservations = new Reservations(async (calls) => {
    const { answer, isShared } = await ask((store) => store.count(calls))
    const share = isShared ? 1 : lonelyShare
    const bucketOf = ({ bucket }: Account) => ({
      capacity: bucket.capacity * share,
      perSecond: bucket.perSecond * timeScale * share,
    })
    return { counts: answer, bucketOf }
  })

  const partsOf = (subscription: string, calls: Calls): Part[] =>
    directions.flatMap((direction) => {
      const count = calls[direction] ?? 0
      return count === 0 ? [] : [{ account: accounts.of(subscription, direction), calls: count }]
    })

  /** How long calls of this account are paused, as the shared store knows it. */
  async function askForPause(account: Account): Promise<void> {
    const { answer } = await ask((store) => store.pausedForMs(account.key))
    const now = Date.now()
    // An answer of Azure may have come in the meantime; a pause is never cut short.
    account.pause = { untilMs: Math.max(account.pause.untilMs, now + answer), believedUntilMs: now + pauseBelievedMs }
    account.pauseAsked = undefined
  }

  return {
    async reserve(subscription, calls) {
      const now = Date.now()
      const parts = partsOf(subscription, calls)
      const hasHeadroom = ({ account, calls }: Part) => account.headroom >= calls && now < account.headroomUntilMs
      const prompt = parts.filter(hasHeadroom)
      for (const { account, calls } of prompt) {
        account.headroom -= calls
        // Nobody has counted them yet; the next question to the store does.
        account.debt += calls
      }
      if (prompt.length === parts.length) return { delayMs: 0, isHeld: true }
      const turn = await reservations.reserve(parts.filter((part) => !prompt.includes(part)))
      if (!turn.isHeld) for (const { account, calls } of prompt) account.debt -= calls
      return turn
    },

    spend(subscription, calls) {
      // Each answer of Azure counts, so what was counted before is not counted again.
      for (const { account, calls: count } of partsOf(subscription, calls)) account.debt -= count
    },

    giveBack(subscription, calls) {
      for (const { account, calls: count } of partsOf(subscription, calls)) {
        account.debt -= count
        reservations.settle(account)
      }
    },

    observe({ subscription, direction, remaining, throttledForMs }) {
      const account = accounts.of(subscription, direction)
      account.debt += 1
      const now = Date.now()
      if (throttledForMs !== undefined && now + throttledForMs > account.pause.untilMs) {
        account.pause = { untilMs: now + throttledForMs, believedUntilMs: now + throttledForMs }
        void ask((store) => store.pause(account.key, throttledForMs / 1_000))
      }
      if (remaining === undefined) return
      account.headroom = headroomOf(remaining, account.bucket)
      account.headroomUntilMs = now + headroomBelievedMs
      if (now - account.correctedAtMs < correctEveryMs) return
      account.correctedAtMs = now
      account.debt -= correction(remaining, account.bucket)
    },

    async pausedForMs(subscription, calls) {
      const asked = partsOf(subscription, calls).map(async ({ account }) => {
        if (account.pause.believedUntilMs < Date.now()) {
          account.pauseAsked ??= askForPause(account)
          await account.pauseAsked
        }
        return account.pause.untilMs - Date.now()
      })
      return Math.max(0, ...(await Promise.all(asked)))
    },

    close: () => shared.close(),
  }
}

const directions = ['reads', 'writes', 'deletes'] as const satisfies readonly Direction[]
