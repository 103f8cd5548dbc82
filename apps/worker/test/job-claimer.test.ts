import type { Store } from '@palisade/store'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CallSlots } from '../src/calls/call-slots.ts'
import { ChangeWriter } from '../src/jobs/change-writer.ts'
import { JobClaimer } from '../src/jobs/job-claimer.ts'
import { JobPool } from '../src/jobs/job-pool.ts'
import { WorkerLease } from '../src/lease/worker-lease.ts'
import { done, held, openTestStore, orderThings, scriptedGateway, thing, until, working } from './support/scripted.ts'
import { plenty } from './support/stage.ts'

let stage: Awaited<ReturnType<typeof openTestStore>>
const closing: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  stage = await openTestStore()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await stage.close()
})

const log = pino({ level: 'silent' })

/** A claimer with the real pool, whose statements are counted and can be made to fail. */
async function openClaimer(jobsAtMost: number, gateway = scriptedGateway({ 'begin a': () => working(3_600_000) })) {
  const statements: string[] = []
  let breaksAt: string | undefined
  const count = (query: unknown): void => {
    const text = typeof query === 'string' ? query : (query as { readonly text: string }).text
    statements.push(text)
    if (breaksAt !== undefined && text.includes(breaksAt)) {
      breaksAt = undefined
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })
    }
  }
  const store: Store = {
    ...stage.store,
    pool: new Proxy(stage.store.pool, {
      get(pool, property) {
        if (property === 'query')
          return async (...args: Parameters<typeof pool.query>) => {
            count(args[0])
            return await pool.query(...args)
          }
        if (property === 'connect')
          return async () => {
            if (breaksAt === 'connect') {
              breaksAt = undefined
              throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
            }
            return await pool.connect()
          }
        return Reflect.get(pool, property)
      },
    }),
  }
  const lease = new WorkerLease({
    store: stage.store,
    log,
    name: 'claimer',
    jobs: () => pool.size,
    onLost: () => pool.dropAll(),
    onRenewed: () => {},
  })
  const writer = new ChangeWriter(stage.store, () => lease.id, log)
  const pool: JobPool = new JobPool({
    writer,
    gateway,
    budget: plenty,
    slots: new CallSlots(16),
    log,
    timeScale: 1_000,
    random: Math.random,
    readAgain: async () => undefined,
    onLeft: () => claimer.noteLeft(),
  })
  const claimer: JobClaimer = new JobClaimer({ store, pool, lease, log, jobsAtMost })
  await lease.open()
  closing.push(async () => {
    await claimer.close()
    await pool.drain(1_000)
    await writer.close()
    await lease.close()
  })
  return {
    claimer,
    pool,
    lease,
    gateway,
    claims: () => statements.filter((text) => text.includes('UPDATE job SET worker_id = me.id')).length,
    breakAt: (text: string) => {
      breaksAt = text
    },
  }
}

async function orderMany(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `job-${n}`)
  for (const id of ids) await orderThings(stage.store, id, [thing('a')])
  return ids
}

const unclaimed = async () =>
  (await stage.store.pool.query('SELECT id FROM job WHERE worker_id IS NULL AND finished_at IS NULL')).rowCount

test('many wake-ups at once cost one claim, also when some come twice', async () => {
  const ids = await orderMany(20)
  const { claimer, pool, claims } = await openClaimer(100)
  await Promise.all([...ids, ...ids].map(async (id) => await claimer.wake(id)))
  expect(pool.size).toBe(20)
  expect(claims()).toBe(1)
})

test('a wake-up for a job that is already had, or that is no more, changes nothing', async () => {
  const [id = ''] = await orderMany(1)
  const { claimer, pool, gateway } = await openClaimer(100)
  await claimer.wake(id)
  await until('its step to be begun', () => (gateway.begun('a').length === 1 ? true : undefined))
  await claimer.wake(id)
  await claimer.wake('no-such-job')
  expect(pool.size).toBe(1)
  expect(gateway.begun('a')).toHaveLength(1)
})

test('a full worker takes nothing more, and goes on when jobs leave', async () => {
  const ids = await orderMany(6)
  const first = held()
  const gateway = scriptedGateway({ a: first.script })
  const { claimer, pool } = await openClaimer(2, gateway)
  await Promise.all(ids.map(async (id) => await claimer.wake(id)))
  expect(pool.size).toBe(2)
  await claimer.wake(ids[5] ?? '')
  expect(pool.size).toBe(2)
  expect(await unclaimed()).toBe(4)
  // Nobody wakes it again: it has to remember that there is more.
  first.answer(done)
  await until('all to be done', async () => {
    const { rowCount } = await stage.store.pool.query(`SELECT 1 FROM job WHERE status = 'succeeded'`)
    return rowCount === 6 ? true : undefined
  })
})

test('two workers that are woken for the same jobs share them, and none is taken twice', async () => {
  const ids = await orderMany(40)
  const [one, two] = [await openClaimer(100), await openClaimer(100)]
  await Promise.all(ids.flatMap((id) => [one.claimer.wake(id), two.claimer.wake(id)]))
  expect(one.pool.size + two.pool.size).toBe(40)
  expect(await unclaimed()).toBe(0)
})

test('a worker that has more than its share gives some away, and one that has less takes them', async () => {
  await orderMany(20)
  const one = await openClaimer(100)
  one.claimer.balance({ workers: 1, jobs: 20 })
  await until('the first to have all', () => (one.gateway.calls.length === 20 ? true : undefined))
  const two = await openClaimer(100)
  await until('half of them to be given away', async () => {
    one.claimer.balance({ workers: 2, jobs: 20 })
    return one.pool.size === 10 && (await unclaimed()) === 10 ? true : undefined
  })
  two.claimer.balance({ workers: 2, jobs: 20 })
  await until('the second to have the others', () => (two.pool.size === 10 ? true : undefined))
  expect(await unclaimed()).toBe(0)
  expect(two.gateway.calls).toEqual([])
})

test('a worker whose lease has ended takes nothing', async () => {
  const ids = await orderMany(1)
  const { claimer, pool, lease } = await openClaimer(100)
  await lease.close()
  await claimer.wake(ids[0] ?? '')
  expect(pool.size).toBe(0)
  expect(await unclaimed()).toBe(1)
})

// The jobs are this worker's in the database then, and nobody else would ever take them.
test.each([
  ['that it could not read', 'connect'],
  ['that it could not give back', 'SET worker_id = NULL WHERE worker_id = $1 AND id = ANY'],
] as const)('a worker does not sit on jobs %s', async (_, text) => {
  await orderMany(10)
  const { claimer, pool, breakAt, gateway } = await openClaimer(100)
  if (text === 'connect') {
    breakAt(text)
    claimer.balance({ workers: 1, jobs: 10 })
  } else {
    claimer.balance({ workers: 1, jobs: 10 })
    await until('all to be begun', () => (gateway.calls.length === 10 ? true : undefined))
    breakAt(text)
    await until('some to be given away', () => {
      claimer.balance({ workers: 2, jobs: 10 })
      return pool.size <= 5 ? true : undefined
    })
  }
  await until(
    'all jobs to be in hand or free',
    async () => {
      claimer.balance({ workers: 1, jobs: 10 })
      return pool.size === 10 ? true : undefined
    },
    5_000,
  )
  expect(await unclaimed()).toBe(0)
})

test('a worker takes by itself no more than its share', async () => {
  await orderMany(3)
  const { claimer, pool } = await openClaimer(100)
  claimer.balance({ workers: 2, jobs: 3 })
  await until('its share', () => (pool.size === 2 ? true : undefined))
  await claimer.close()
  expect(pool.size).toBe(2)
})
