import { ArmError } from '../arm/arm-error.ts'
import type { Principal } from '../identity/principal.ts'
import type { World } from '../state/world.ts'
import { TokenBucket } from './token-bucket.ts'

/** What counts of a call. */
interface Counted {
  readonly method: string
  readonly path: string
  readonly principal: Principal
  readonly world: Pick<World, 'now'>
}

type Direction = 'reads' | 'writes' | 'deletes'

interface Limit {
  readonly capacity: number
  readonly perSecond: number
}

/**
 * What Azure Resource Manager allows each principal in a subscription, in the region whose Resource Manager is asked; this
 * is one region's. Source: "Understand how Azure Resource Manager throttles requests" (request-limits-and-throttling).
 */
const limits: Readonly<Record<Direction, Limit>> = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
}

/** All principals of a subscription together may have so many times as much (same source). */
const globalFactor = 15

/** What providers add: calls in five minutes (same source, "Network throttling"). */
const providerLimits: readonly {
  readonly path: RegExp
  readonly counts: readonly Direction[]
  readonly limit: Limit
}[] = [
  {
    path: /\/providers\/microsoft\.network\/privatednszones/,
    counts: ['reads'],
    limit: { capacity: 500, perSecond: 500 / 300 },
  },
  {
    path: /\/providers\/microsoft\.network\/(?!privatedns)/,
    counts: ['writes', 'deletes'],
    limit: { capacity: 1_000, perSecond: 1_000 / 300 },
  },
  {
    path: /\/providers\/microsoft\.network\/(?!privatedns)/,
    counts: ['reads'],
    limit: { capacity: 10_000, perSecond: 10_000 / 300 },
  },
]

/** Buckets that are full again are forgotten when there are more than this. */
const mostBuckets = 10_000

/** Counts calls as Azure does, and refuses those that are too many. */
export class Throttle {
  readonly #buckets = new Map<string, TokenBucket>()
  readonly #timeScale: number

  /** @param timeScale buckets fill by simulated time. */
  constructor(timeScale: number) {
    this.#timeScale = timeScale
  }

  /**
   * Lets a call pass, or throws the 429 that Azure answers. A refused call takes no token.
   * @returns the headers that say what is left.
   */
  admit(call: Counted): Record<string, string> {
    const now = call.world.now()
    const direction = directionOf(call.method)
    const path = call.path.toLowerCase()
    const subscription = /^\/subscriptions\/([^/]+)/.exec(path)?.[1]
    const scope = subscription === undefined ? 'tenant' : 'subscription'
    const owner = `${subscription ?? call.principal.tenantId}/${direction}`
    const limit = limits[direction]
    const own = this.#bucket(`${owner}/${call.principal.objectId}`, limit, now)
    const shared = this.#bucket(
      owner,
      { capacity: limit.capacity * globalFactor, perSecond: limit.perSecond * globalFactor },
      now,
    )
    const providers = providerLimits
      .filter((each) => each.counts.includes(direction) && each.path.test(path))
      .map((each) => this.#bucket(`${owner}/${each.path.source}`, each.limit, now))
    const all = [own, shared, ...providers]
    const waitMs = Math.max(...all.map((bucket) => bucket.waitMs(now)))
    if (waitMs > 0) throw refusal(call, direction, now + waitMs)
    for (const bucket of all) bucket.take()
    return {
      [`x-ms-ratelimit-remaining-${scope}-${direction}`]: String(own.left(now)),
      [`x-ms-ratelimit-remaining-${scope}-global-${direction}`]: String(shared.left(now)),
    }
  }

  #bucket(key: string, { capacity, perSecond }: Limit, now: number): TokenBucket {
    const known = this.#buckets.get(key)
    if (known !== undefined) return known
    if (this.#buckets.size >= mostBuckets) {
      for (const [name, bucket] of this.#buckets) {
        bucket.left(now)
        if (bucket.isFull) this.#buckets.delete(name)
      }
    }
    const fresh = new TokenBucket(capacity, perSecond * this.#timeScale, now)
    this.#buckets.set(key, fresh)
    return fresh
  }
}

function directionOf(method: string): Direction {
  if (method === 'GET' || method === 'HEAD') return 'reads'
  return method === 'DELETE' ? 'deletes' : 'writes'
}

function refusal(call: Counted, direction: Direction, retryAt: number): ArmError {
  const subscription = call.path.split('/')[2] ?? ''
  return new ArmError(
    429,
    'SubscriptionRequestsThrottled',
    `Number of requests for subscription '${subscription}' and operation '${direction}' exceeded the limit. Please try again after the time in the Retry-After header.`,
    { retryAt },
  )
}
