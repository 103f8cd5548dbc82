import { type LeasedStep, renewLease, type Store } from '@palisade/store'

/** After this time without a renewal, another worker may take a step over. */
export const leaseMs = 12_000

const renewEveryMs = 4_000

/**
 * Renews the lease of a step while `work` lasts, and aborts `work` when the lease is lost: what it would do after that
 * is somebody else's to do.
 */
export async function keepLease<T>(
  store: Store,
  step: LeasedStep,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const renewal = setInterval(() => {
    renewLease(store, step, leaseMs).then(
      (held) => held || lost.abort(),
      // The database does not answer: the lease still runs, and the next renewal may reach it.
      () => {},
    )
  }, renewEveryMs)
  try {
    return await work(AbortSignal.any([stop, lost.signal]))
  } finally {
    clearInterval(renewal)
  }
}
