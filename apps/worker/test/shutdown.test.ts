import { findJob } from '@palisade/store'
import pino from 'pino'
import { expect, test } from 'vitest'
import { startWorker } from '../src/start-worker.ts'
import { configurationFor } from './support/configuration.ts'
import {
  countingBudget,
  done,
  held,
  listeningLog,
  neverEnds,
  orderThings,
  scriptedGateway,
  storedOf,
  testStoreForEachTest,
  thing,
  until,
  working,
} from './support/scripted.ts'
import { plenty } from './support/stage.ts'
import { startTestWorker } from './support/test-worker.ts'

const stage = testStoreForEachTest()

const timeScale = 1_000

test('a worker that stops begins nothing new, and records the answers of calls that are under way', async () => {
  await orderThings(stage.store, 'job', [thing('a'), thing('b', ['a']), thing('queued')])
  const a = held()
  const gateway = scriptedGateway({ a: a.script })
  // One call at a time: the other step waits for its slot.
  const worker = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale, concurrency: 1 })
  await Promise.race([a.asked, until('the other call', () => (gateway.begun('queued').length > 0 ? true : undefined))])
  await a.asked
  const begunBefore = gateway.calls.length
  const drained = worker.stop()
  a.answer(done)
  await drained
  expect(gateway.calls).toHaveLength(begunBefore)
  const steps = (await findJob(stage.store, 'job'))?.steps
  expect(steps?.find(({ key }) => key === 'a')).toMatchObject({ state: 'succeeded' })
  expect(steps?.find(({ key }) => key === 'b')).toMatchObject({ state: 'pending', attempts: 0 })
})

test('a call that does not end is aborted after the grace, and nothing is written afterwards', async () => {
  await orderThings(stage.store, 'job', [thing('hangs'), thing('slow'), thing('next', ['slow'])])
  const slow = held()
  const gateway = scriptedGateway({ hangs: neverEnds, slow: slow.script })
  const { log, lines } = listeningLog()
  const counting = countingBudget()
  const worker = await startTestWorker({ store: stage.store, gateway, budget: counting.budget, timeScale, log })
  await slow.asked
  await until('the other call', () => (gateway.begun('hangs').length > 0 ? true : undefined))
  await worker.pool.drain(100)
  expect(gateway.begun('hangs')[0]?.signal?.aborted).toBe(true)
  await worker.writer.close()
  const before = await storedOf(stage.store, 'job')
  // Azure's answer to the other one comes when the worker has already left.
  slow.answer(done)
  await worker.stop()
  expect(await storedOf(stage.store, 'job')).toEqual(before)
  expect(counting.open).toEqual({ reads: 0, writes: 0, deletes: 0 })
  expect(lines.filter(({ level }) => level >= 50)).toEqual([])
  // The next worker knows that there may be something to find.
  expect((await findJob(stage.store, 'job'))?.steps.map(({ state }) => state)).toEqual(['begun', 'begun', 'pending'])
})

test('another worker has every job at once when one stops', async () => {
  for (let n = 0; n < 20; n++) await orderThings(stage.store, `job-${n}`, [thing('a'), thing('b', ['a'])])
  // Azure is at work for an hour on each.
  const gateway = scriptedGateway({ 'begin a': () => working(3_600_000) })
  const log = pino({ level: 'silent' })
  const start = async (name: string) =>
    await startWorker(configurationFor(stage.url, name), log, { gateway, budget: 'none' })
  const leaver = await start('leaver')
  const jobsOf = async (name: string) => {
    const { rows } = await stage.store.pool.query<{ jobs: number }>(
      'SELECT count(*)::int AS jobs FROM job WHERE worker_id IN (SELECT id FROM worker WHERE name = $1)',
      [name],
    )
    return rows[0]?.jobs
  }
  await until('all to be begun', () => (gateway.calls.length === 20 ? true : undefined))
  expect(await jobsOf('leaver')).toBe(20)
  await leaver.stop()
  const { rows } = await stage.store.pool.query('SELECT id FROM job WHERE worker_id IS NOT NULL')
  expect(rows).toEqual([])

  const next = await start('next')
  await until('the next one to have them', async () => ((await jobsOf('next')) === 20 ? true : undefined))
  await next.stop()
  // Nothing was begun again: what Azure works on is only asked about.
  expect(gateway.calls.filter(({ call }) => call === 'begin')).toHaveLength(20)
})
