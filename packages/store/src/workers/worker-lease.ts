import type { Store } from '../open-store.ts'
import { type Tx, transaction } from '../transaction.ts'

/** What is known of the workers that live, when one of them renews its lease. */
export interface Fleet {
  /** Workers whose lease has not ended, this one among them. */
  readonly workers: number
  /** Jobs that have not ended: those of all workers, and those that wait (counted up to a thousand). */
  readonly jobs: number
}

/**
 * Registers a worker and gives it a fencing number, which is never used twice: two workers of one name are told apart by
 * it. Predecessors of this name on the same machine whose processes have ended give up their jobs at once.
 * @param deadPids processes of this machine that are known to have ended, from `predecessorsOf`.
 */
export async function registerWorker(
  store: Store,
  worker: { readonly name: string; readonly host: string; readonly pid: number; readonly leaseMs: number },
  deadPids: readonly number[] = [],
): Promise<bigint> {
  if (deadPids.length > 0) {
    await transaction(store, async (tx) => {
      const { rows: dead } = await tx.query<{ id: string }>(
        'DELETE FROM worker WHERE name = $1 AND host = $2 AND pid = ANY($3) RETURNING id',
        [worker.name, worker.host, deadPids],
      )
      await giveUpJobs(tx, dead)
    })
  }
  const { rows } = await store.pool.query<{ id: string }>(
    `INSERT INTO worker (name, host, pid, lease_until)
     VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 ms') RETURNING id`,
    [worker.name, worker.host, worker.pid, worker.leaseMs],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The worker was not registered.')
  return BigInt(row.id)
}

/** The processes under which workers of this name were registered on this machine, and whose leases have not been taken. */
export async function predecessorsOf(store: Store, name: string, host: string): Promise<number[]> {
  const { rows } = await store.pool.query<{ pid: number }>('SELECT pid FROM worker WHERE name = $1 AND host = $2', [
    name,
    host,
  ])
  return rows.map(({ pid }) => pid)
}

/**
 * Renews a worker's lease, and gives up the jobs of those whose lease has ended.
 * @returns undefined when the lease has been lost: the worker's jobs may be others' by now.
 */
export async function renewWorker(
  store: Store,
  workerId: bigint,
  { leaseMs, jobs }: { readonly leaseMs: number; readonly jobs: number },
): Promise<Fleet | undefined> {
  const { rows } = await store.pool.query<Fleet & { dead: string[] | null }>({
    name: 'renew-worker',
    text: `WITH renewed AS (
         UPDATE worker SET lease_until = clock_timestamp() + $2 * interval '1 ms', jobs = $3
         WHERE id = $1 AND lease_until > clock_timestamp() RETURNING id
       ), waiting AS (
         SELECT 1 FROM job WHERE worker_id IS NULL AND finished_at IS NULL LIMIT 1000
       )
       SELECT count(*) FILTER (WHERE lease_until > clock_timestamp())::int AS workers,
         ((SELECT count(*) FROM waiting)
           + coalesce(sum(CASE WHEN id = $1 THEN $3 ELSE jobs END) FILTER (WHERE lease_until > clock_timestamp()), 0))::int AS jobs,
         array_agg(id::text) FILTER (WHERE lease_until < clock_timestamp() AND id <> $1) AS dead
       FROM worker WHERE EXISTS (SELECT FROM renewed)`,
    values: [workerId, leaseMs, jobs],
  })
  const [fleet] = rows
  if (fleet === undefined || fleet.workers === 0) return undefined
  const givenUp = fleet.dead === null ? 0 : await buryWorkers(store, fleet.dead)
  return { workers: fleet.workers, jobs: fleet.jobs + givenUp }
}

/** Ends workers whose lease has ended. @returns how many jobs are nobody's for it. */
async function buryWorkers(store: Store, ids: readonly string[]): Promise<number> {
  return await transaction(store, async (tx) => {
    const { rows: dead } = await tx.query<{ id: string }>(
      // In one order: several workers may see the same ones at once.
      `DELETE FROM worker WHERE id IN (
         SELECT id FROM worker WHERE id = ANY($1) AND lease_until < clock_timestamp() ORDER BY id FOR UPDATE
       ) RETURNING id`,
      [ids],
    )
    return (await giveUpJobs(tx, dead)).length
  })
}

/**
 * Gives back the jobs of workers whose rows were deleted in this transaction. It has to be a statement of its own: the
 * deletion waits for a claim that is under way, and only a statement that begins after it sees what was claimed.
 */
async function giveUpJobs(tx: Tx, workers: readonly { readonly id: string }[]): Promise<string[]> {
  if (workers.length === 0) return []
  const { rows } = await tx.query<{ id: string }>(
    'UPDATE job SET worker_id = NULL WHERE worker_id = ANY($1) RETURNING id',
    [workers.map(({ id }) => id)],
  )
  return rows.map(({ id }) => id)
}

/** Gives jobs back, so that other workers can take them. Nothing of theirs may be under way in this worker. */
export async function releaseJobs(store: Store, workerId: bigint, ids: readonly string[]): Promise<void> {
  await store.pool.query('UPDATE job SET worker_id = NULL WHERE worker_id = $1 AND id = ANY($2)', [workerId, ids])
}

/**
 * Gives back what a worker has here and does not know of: a claim or a release whose answer was lost. Nobody else would ever
 * take such a job.
 * @param ids the jobs that it does know of.
 */
export async function releaseUnknownJobs(store: Store, workerId: bigint, ids: readonly string[]): Promise<void> {
  await store.pool.query('UPDATE job SET worker_id = NULL WHERE worker_id = $1 AND id <> ALL($2)', [workerId, ids])
}

/** Ends a worker: everything that it still has is given back at once. */
export async function retireWorker(store: Store, workerId: bigint): Promise<string[]> {
  return await transaction(store, async (tx) => {
    const { rows: gone } = await tx.query<{ id: string }>('DELETE FROM worker WHERE id = $1 RETURNING id', [workerId])
    return await giveUpJobs(tx, gone)
  })
}
