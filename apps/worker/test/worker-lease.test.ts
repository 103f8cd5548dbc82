import { claimJobs, type Fleet, registerWorker, type Store } from '@palisade/store'
import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LeaseEnded, leaseMs, WorkerLease } from '../src/lease/worker-lease.ts'
import { openTestStore, orderThings, thing, until } from './support/scripted.ts'

let stage: Awaited<ReturnType<typeof openTestStore>>
beforeEach(async () => {
  stage = await openTestStore()
  // PostgreSQL answers in its own time; the worker's clock is the test's.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await stage.close()
})

/** A lease whose way to PostgreSQL can be cut. */
async function openLease(name = 'worker') {
  let isAway = false
  let asked = 0
  const store: Store = {
    ...stage.store,
    pool: new Proxy(stage.store.pool, {
      get(pool, property) {
        if (property !== 'query') return Reflect.get(pool, property)
        return async (...args: Parameters<typeof pool.query>) => {
          asked += 1
          if (isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
          return await pool.query(...args)
        }
      },
    }),
  }
  const seen = { lost: 0, fleets: [] as Fleet[] }
  const lease = new WorkerLease({
    store,
    log: pino({ level: 'silent' }),
    name,
    jobs: () => 3,
    onLost: () => {
      seen.lost += 1
    },
    onRenewed: (fleet) => void seen.fleets.push(fleet),
  })
  await lease.open()
  return {
    lease,
    seen,
    cut: () => {
      isAway = true
    },
    mend: () => {
      isAway = false
    },
    /** Lets the next renewal come, and waits for its answer. */
    renewal: async () => {
      const before = asked
      await vi.advanceTimersByTimeAsync(3_000)
      await until('a renewal to be sent', () => (asked > before ? true : undefined))
    },
  }
}

const workersIn = async () =>
  (await stage.store.pool.query<{ id: string }>('SELECT id FROM worker ORDER BY id')).rows.map(({ id }) => BigInt(id))

test('a worker that renews its lease keeps its number and may act', async () => {
  const { lease, seen, renewal } = await openLease()
  const number = lease.id
  for (let n = 1; n <= 6; n++) {
    await renewal()
    await until('the answer', () => (seen.fleets.length === n ? true : undefined))
  }
  expect(lease.id).toBe(number)
  expect(() => lease.assertHeld()).not.toThrow()
  expect(seen).toMatchObject({ lost: 0 })
  expect(seen.fleets.at(-1)).toEqual({ workers: 1, jobs: 3 })
  await lease.close()
})

test('a worker that cannot renew its lease sends nothing any more before others may have its jobs', async () => {
  const { lease, seen, cut } = await openLease()
  cut()
  let heldFor = 0
  while (lease.isHeld) {
    await vi.advanceTimersByTimeAsync(100)
    heldFor += 100
  }
  expect(heldFor).toBeLessThan(leaseMs)
  expect(() => lease.assertHeld()).toThrow(LeaseEnded)
  expect(seen.lost).toBe(1)
  await lease.close().catch(() => {})
})

// The process was stopped: no timer of its own came, and the clock went on.
test('a worker that was stopped for longer than its lease sends nothing, even before its timers come', async () => {
  const { lease } = await openLease()
  vi.setSystemTime(Date.now() + leaseMs)
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + leaseMs)
  expect(() => lease.assertHeld()).toThrow(LeaseEnded)
  vi.restoreAllMocks()
  await lease.close()
})

test('time counts from when a renewal is sent, not from its answer', async () => {
  const { lease, seen, cut } = await openLease()
  const blocker = await stage.store.pool.connect()
  await blocker.query('BEGIN')
  await blocker.query('LOCK TABLE worker')
  await vi.advanceTimersByTimeAsync(3_000)
  await until('the renewal to wait for its answer', async () => {
    const { rowCount } = await blocker.query('SELECT 1 FROM pg_locks WHERE NOT granted')
    return rowCount === 0 ? undefined : true
  })
  await vi.advanceTimersByTimeAsync(4_000)
  await blocker.query('COMMIT')
  blocker.release()
  await until('the answer', () => (seen.fleets.length === 1 ? true : undefined))
  cut()
  // Sent at 3 s and answered at 7 s: it is held for ten seconds from when it was sent.
  await vi.advanceTimersByTimeAsync(5_900)
  expect(lease.isHeld).toBe(true)
  await vi.advanceTimersByTimeAsync(200)
  expect(lease.isHeld).toBe(false)
  expect(seen.lost).toBeGreaterThan(0)
  await lease.close().catch(() => {})
})

test('a worker whose lease was taken drops its jobs and comes back under a new number', async () => {
  const { lease, seen, renewal } = await openLease()
  const old = lease.id
  await stage.store.pool.query(`UPDATE worker SET lease_until = clock_timestamp() - interval '1 s'`)
  await renewal()
  await until('a new number', () => (lease.id !== old ? true : undefined))
  expect(seen.lost).toBe(1)
  expect(lease.isHeld).toBe(true)
  expect(await workersIn()).toEqual([lease.id])
  await lease.close()
})

// Between its own deadline and PostgreSQL's there are two seconds in which a renewal of the old number succeeds. The worker
// has dropped its jobs by then, and as long as the number lived nobody else would get them.
test('a worker that has dropped its jobs gives them up, also when PostgreSQL would still renew its lease', async () => {
  const { lease, seen, cut, mend, renewal } = await openLease()
  const old = lease.id
  await orderThings(stage.store, 'job', [thing('a')])
  await claimJobs(stage.store, old, { oldest: 1 })
  cut()
  while (lease.isHeld) await vi.advanceTimersByTimeAsync(100)
  expect(seen.lost).toBeGreaterThan(0)
  mend()
  await stage.store.pool.query(`UPDATE worker SET lease_until = clock_timestamp() + interval '10 s'`)
  await renewal()
  await until('a new number', () => (lease.id !== old ? true : undefined))
  expect(lease.isHeld).toBe(true)
  const { rows } = await stage.store.pool.query('SELECT worker_id FROM job')
  expect(rows).toEqual([{ worker_id: null }])
  await lease.close()
})

test('a lease that is closed in the middle of a renewal comes to rest and leaves no worker behind', async () => {
  const { lease, seen } = await openLease()
  // The renewal finds that it is lost, and takes a new number.
  await stage.store.pool.query(`UPDATE worker SET lease_until = clock_timestamp() - interval '1 s'`)
  await vi.advanceTimersByTimeAsync(3_000)
  await lease.close()
  expect(lease.isHeld).toBe(false)
  const lostByThen = seen.lost
  await vi.advanceTimersByTimeAsync(60_000)
  expect(seen.lost).toBe(lostByThen)
  expect(seen.fleets).toEqual([])
  expect(await workersIn()).toEqual([])
})

test('two workers of one name have different numbers, and the second takes nothing of the first', async () => {
  const first = await openLease('same')
  await orderThings(stage.store, 'job', [thing('a')])
  await claimJobs(stage.store, first.lease.id, { oldest: 1 })
  // Another process of this machine, which lives: the one that started this test.
  await stage.store.pool.query('UPDATE worker SET pid = $1', [process.ppid])
  const second = await openLease('same')
  expect(second.lease.id).not.toBe(first.lease.id)
  const { rows } = await stage.store.pool.query('SELECT worker_id FROM job')
  expect(rows).toEqual([{ worker_id: String(first.lease.id) }])
  await first.lease.close()
  await second.lease.close()
})

test('a worker takes up at once what a predecessor of its name had whose process has ended', async () => {
  const { hostname } = await import('node:os')
  // A number that no process of Linux can have.
  const dead = await registerWorker(stage.store, { name: 'phoenix', host: hostname(), pid: 2 ** 30, leaseMs: 600_000 })
  await orderThings(stage.store, 'job', [thing('a')])
  await claimJobs(stage.store, dead, { oldest: 1 })
  const { lease } = await openLease('phoenix')
  expect(await workersIn()).toEqual([lease.id])
  const { rows } = await stage.store.pool.query('SELECT worker_id FROM job')
  expect(rows).toEqual([{ worker_id: null }])
  await lease.close()
})
