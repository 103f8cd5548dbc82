import type { Connection } from '../connection/connection.ts'
import type { Asking } from './asking.ts'
import type { Sight } from './look-at.ts'

/** For how long what one job saw is good enough for others, in milliseconds. */
const freshMs = 30_000

/** Asks, or answers with what another check has just seen under the same key. */
export type SharedSight<Value> = (
  asking: Asking,
  key: string,
  ask: () => Promise<Sight<Value>>,
) => Promise<Sight<Value>>

/**
 * For questions whose answer all workspaces of a subscription have in common: three hundred jobs at once would use up
 * what Azure lets us read. Only good news is kept, so that whoever mends what a check found and checks again is not told
 * the same once more.
 */
export function sharedSight<Value>(isGood: (value: Value) => boolean): SharedSight<Value> {
  const keptBy = new WeakMap<Connection, Map<string, { readonly value: Value; readonly untilMs: number }>>()
  return async ({ connection }, key, ask) => {
    const kept = keptBy.get(connection) ?? new Map()
    keptBy.set(connection, kept)
    const known = kept.get(key.toLowerCase())
    if (known !== undefined && Date.now() < known.untilMs) return { isSeen: true, value: known.value }
    const sight = await ask()
    if (sight.isSeen && isGood(sight.value)) {
      kept.set(key.toLowerCase(), { value: sight.value, untilMs: Date.now() + freshMs })
    } else {
      kept.delete(key.toLowerCase())
    }
    return sight
  }
}
