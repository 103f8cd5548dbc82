import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { openSweeps, prune, type Retention, type Store } from '@palisade/store'
import type { Logger } from 'pino'

/** How often what is too old is pruned, in milliseconds. */
const pruneEveryMs = 3_600_000

/** How often deleted workspaces are looked for that are to be swept, in milliseconds. */
const sweepEveryMs = 15_000

/**
 * So long after its deletion a workspace is swept, in milliseconds: several times as long as a lease, and longer than any
 * request is on its way. By the clock of the machine also under a time scale, because leases are.
 */
const sweepAfterMs = 120_000

/**
 * Does beside the work what nobody asks for: prunes what is too old, and looks once more for what deleted workspaces may
 * have left. Every worker tries; PostgreSQL lets one of them. Ends with the signal.
 */
export async function keepHouse(store: Store, retention: Retention, log: Logger, signal: AbortSignal): Promise<void> {
  await Promise.all([
    repeat(pruneEveryMs, signal, log, 'nothing could be pruned', async () => {
      const removed = await prune(store, retention, signal)
      if (removed !== undefined && removed > 0) log.info({ rows: removed }, 'pruned what is too old')
    }),
    repeat(sweepEveryMs, signal, log, 'deleted workspaces could not be swept', async () => {
      const jobs = await openSweeps(store, sweepAfterMs, () => `job_${randomUUID().replaceAll('-', '')}`)
      if (jobs.length > 0)
        log.info({ jobs: jobs.length }, 'looking once more for what deleted workspaces may have left')
    }),
  ])
}

async function repeat(
  everyMs: number,
  signal: AbortSignal,
  log: Logger,
  onFailure: string,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, onFailure)
    }
    await delay(everyMs, undefined, { signal }).catch(() => {})
  }
}
