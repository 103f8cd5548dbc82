import { type LeasedStep, renewLease, type Store } from '@palisade/store'

/** After this time without a renewal, another worker may take a step over. */
export const leaseMs = 12_000

const renewEveryMs = 4_000

/** So long before its lease runs out a worker stops by itself, whether or not it could ask the database. */
const marginMs = 2_000

/**
 * Renews the lease of a step while `work` lasts, and aborts `work` when the lease is lost or cannot be renewed in time:
 * what it would do after that is somebody else's to do.
 */
export async function keepLease<T>(
  store: Store,
  step: LeasedStep,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const giveUp = () => lost.abort()
  let deadline = setTimeout(giveUp, leaseMs - marginMs)
  const renewal = setInterval(() => {
    renewLease(store, step, leaseMs).then(
      (held) => {
        clearTimeout(deadline)
        // Counted from here, a little after the database did: never longer than it.
        if (held) deadline = setTimeout(giveUp, leaseMs - renewEveryMs - marginMs)
        else lost.abort()
      },
      // The database does not answer: the deadline stands, and the next renewal may reach it.
      () => {},
    )
  }, renewEveryMs)
  try {
    return await work(AbortSignal.any([stop, lost.signal]))
  } finally {
    clearInterval(renewal)
    clearTimeout(deadline)
  }
}
