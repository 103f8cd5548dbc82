import type { Account } from './accounts.ts'
import { type Bucket, type Counted, turnOf } from './pace.ts'

/** When calls may be made, and whether they are set aside. */
export interface Turn {
  /** After how many milliseconds to make the calls, or to ask again; 0 means now. */
  readonly delayMs: number
  readonly isHeld: boolean
}

/** Calls in one direction, as a part of one reservation. */
export interface Part {
  readonly account: Account
  readonly calls: number
}

/** What the store answers to a batch: the counts after it, and the buckets to compare them with. */
interface Answer {
  readonly counts: ReadonlyMap<string, Counted>
  readonly bucketOf: (account: Account) => Bucket
}

/** Adds calls to counters, by key, in one question to the store. */
export type AskToCount = (calls: ReadonlyMap<string, number>) => Promise<Answer>

interface Waiting {
  readonly parts: readonly Part[]
  readonly resolve: (turn: Turn) => void
  readonly reject: (cause: unknown) => void
}

/**
 * Sets calls aside in the shared counters, many callers at a time: who asks while a question is under way shares the
 * next one. A batch is counted as a whole, and each caller gets its own position in it.
 *
 * A reservation is held in all its directions or in none. What a refused one has counted is taken back by the next
 * question, which follows at once, so that a worker that is refused again and again does not use up the window.
 */
export class Reservations {
  readonly #ask: AskToCount
  #waiting: Waiting[] = []
  #unsettled = new Set<Account>()
  #isAsking = false

  constructor(ask: AskToCount) {
    this.#ask = ask
  }

  reserve(parts: readonly Part[]): Promise<Turn> {
    const { promise, resolve, reject } = Promise.withResolvers<Turn>()
    this.#waiting.push({ parts, resolve, reject })
    void this.#askAll()
    return promise
  }

  /** Brings the shared counter in line with the account's debt now, not only when somebody asks next. */
  settle(account: Account): void {
    this.#unsettled.add(account)
    void this.#askAll()
  }

  async #askAll(): Promise<void> {
    if (this.#isAsking) return
    this.#isAsking = true
    // Callers of the same moment are asked for together, the first one included.
    await Promise.resolve()
    while (this.#waiting.length > 0 || this.#unsettled.size > 0) {
      const batch = this.#waiting
      const unsettled = this.#unsettled
      this.#waiting = []
      this.#unsettled = new Set()
      try {
        await this.#askOnce(batch, unsettled)
      } catch (cause) {
        for (const { reject } of batch) reject(cause)
      }
    }
    this.#isAsking = false
  }

  async #askOnce(batch: readonly Waiting[], unsettled: ReadonlySet<Account>): Promise<void> {
    const wanted = new Map<Account, number>()
    for (const account of unsettled) wanted.set(account, 0)
    for (const { account, calls } of batch.flatMap(({ parts }) => parts))
      wanted.set(account, (wanted.get(account) ?? 0) + calls)

    const question = new Map<string, number>()
    for (const [account, calls] of wanted) {
      const isPositionWanted = calls > 0
      if (isPositionWanted || account.debt !== 0) question.set(account.key, calls + account.debt)
      account.debt = 0
    }
    if (question.size === 0) return
    const { turns, refused } = turnsOf(batch, wanted, await this.#ask(question))
    for (const [account, calls] of refused) {
      account.debt -= calls
      this.#unsettled.add(account)
    }
    for (const [waiting, turn] of turns) waiting.resolve(turn)
  }
}

/** Gives each reservation of a batch its turn, and says how many of the counted calls were refused. */
function turnsOf(batch: readonly Waiting[], wanted: ReadonlyMap<Account, number>, { counts, bucketOf }: Answer) {
  const turns = new Map<Waiting, Turn>()
  const held = new Map<Account, number>()
  const refused = new Map<Account, number>()
  const of = (calls: ReadonlyMap<Account, number>, account: Account) => calls.get(account) ?? 0

  /** The turn of calls that come after so many others of the batch. */
  function turnAfter(others: number, { account, calls }: Part): Turn {
    const counted = counts.get(account.key)
    if (counted === undefined) throw new Error(`the store has not counted ${account.key}`)
    const count = counted.count - of(wanted, account) + others + calls
    return turnOf({ count, endsInMs: counted.endsInMs }, bucketOf(account))
  }

  for (const waiting of batch) {
    const { parts } = waiting
    let own = parts.map((part) => turnAfter(of(held, part.account), part))
    const isHeld = own.every((turn) => turn.isHeld)
    // The refused come back one after the other, so each one queues behind those that were refused before it.
    if (!isHeld) own = parts.map((part) => turnAfter(of(held, part.account) + of(refused, part.account), part))
    const sum = isHeld ? held : refused
    for (const { account, calls } of parts) sum.set(account, of(sum, account) + calls)
    turns.set(waiting, { delayMs: Math.max(0, ...own.map((turn) => turn.delayMs)), isHeld })
  }
  return { turns, refused }
}
