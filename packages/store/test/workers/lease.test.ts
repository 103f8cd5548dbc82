import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimJobs, predecessorsOf, registerWorker, renewWorker, retireWorker } from '../../src/index.ts'
import { createSample, declared } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'

const database = testStore()
let jobId: string
beforeEach(async () => ({ jobId } = await createSample(database.store, [declared('a')])))
afterEach(async () => {
  await database.store.pool.query('DELETE FROM worker')
  await database.store.pool.query('UPDATE job SET finished_at = now(), worker_id = NULL')
})

const register = async (name: string, { leaseMs = 60_000, pid = 1, dead = [] as number[] } = {}): Promise<bigint> =>
  await registerWorker(database.store, { name, host: 'host', pid, leaseMs }, dead)
const renew = async (id: bigint, jobs = 0) => await renewWorker(database.store, id, { leaseMs: 60_000, jobs })
const claim = async (id: bigint): Promise<string[]> =>
  (await claimJobs(database.store, id, { oldest: 10 })).map((job) => job.id)
const endLease = async (id: bigint) =>
  await database.store.pool.query('UPDATE worker SET lease_until = clock_timestamp() WHERE id = $1', [id])

test('a worker whose lease has ended is told so, and its jobs go to the others', async () => {
  const [late, other] = [await register('late'), await register('other')]
  expect(await claim(late)).toEqual([jobId])
  await endLease(late)
  expect(await renew(late, 1)).toBeUndefined()
  expect(await claim(other)).toEqual([])
  await renew(other)
  expect(await claim(other)).toEqual([jobId])
  expect(await renew(late, 1)).toBeUndefined()
})

test('a number never comes back, also after its worker has gone', async () => {
  const first = await register('one')
  await retireWorker(database.store, first)
  const second = await register('one')
  expect(second).toBeGreaterThan(first)
  expect(await renew(first)).toBeUndefined()
})

test('two workers of one name are told apart', async () => {
  const [one, two] = [await register('same', { pid: 1 }), await register('same', { pid: 2 })]
  expect(one).not.toBe(two)
  expect(await claim(one)).toEqual([jobId])
  expect(await claim(two)).toEqual([])
  expect(await renew(one, 1)).toEqual({ workers: 2, jobs: 1 })
  expect((await predecessorsOf(database.store, 'same', 'host')).sort()).toEqual([1, 2])
  expect(await predecessorsOf(database.store, 'same', 'another-host')).toEqual([])
})

test('a successor on the same machine takes over at once from a process that has ended, and from no other', async () => {
  const dead = await register('same', { pid: 11 })
  expect(await claim(dead)).toEqual([jobId])
  const alive = await register('same', { pid: 12 })
  const successor = await register('same', { pid: 13, dead: [11] })
  expect(await claim(successor)).toEqual([jobId])
  expect(await renew(dead)).toBeUndefined()
  expect(await renew(alive)).toBeDefined()
})

test('a worker that retires gives back all it has, and names it', async () => {
  const [leaving, other] = [await register('leaving'), await register('other')]
  await claim(leaving)
  expect(await retireWorker(database.store, leaving)).toEqual([jobId])
  expect(await claim(other)).toEqual([jobId])
  expect(await retireWorker(database.store, leaving)).toEqual([])
})

test('each worker learns how many there are, and how many jobs they share', async () => {
  const [one, two] = [await register('one'), await register('two')]
  await createSample(database.store, [declared('a')])
  expect(await renew(one, 0)).toEqual({ workers: 2, jobs: 2 })
  expect(await claim(one)).toHaveLength(2)
  expect(await renew(one, 2)).toEqual({ workers: 2, jobs: 2 })
  expect(await renew(two, 0)).toEqual({ workers: 2, jobs: 2 })
  await endLease(one)
  // Those that have just become free are counted.
  expect(await renew(two, 0)).toEqual({ workers: 1, jobs: 2 })
})

// A job whose worker is gone, and that waits for none, would never be advanced again.
test('a job that is claimed while its worker is being given up is not lost', async () => {
  const [late, other] = [await register('late'), await register('other')]
  const tx = await database.store.pool.connect()
  await tx.query('BEGIN')
  await tx.query('SELECT id FROM worker WHERE id = $1 FOR KEY SHARE', [late])
  await tx.query('UPDATE job SET worker_id = $1 WHERE id = $2', [late, jobId])
  // An update of a column that is no key goes beside the lock.
  await endLease(late)
  const renewed = renew(other)
  await expect
    .poll(async () => {
      const { rows } = await database.store.pool.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      return rows.length
    })
    .toBe(1)
  await tx.query('COMMIT')
  tx.release()
  await renewed
  expect(await claim(other)).toEqual([jobId])
})
