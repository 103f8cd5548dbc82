import { claimJobs, findJob, listEvents } from '@palisade/store'
import { expect, test } from 'vitest'
import {
  done,
  held,
  listeningLog,
  orderThings,
  type Script,
  scriptedGateway,
  testStoreForEachTest,
  thing,
  until,
  working,
} from './support/scripted.ts'
import { plenty } from './support/stage.ts'
import { startTestWorker } from './support/test-worker.ts'

const stage = testStoreForEachTest()

const timeScale = 1_000
const error = 50

async function work(script: Record<string, Script>) {
  const { log, lines } = listeningLog()
  const gateway = scriptedGateway(script)
  const worker = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale, log })
  return { worker, gateway, faults: () => lines.filter(({ level }) => level >= error) }
}

const stepOf = async (jobId: string, key: string) =>
  (await findJob(stage.store, jobId))?.steps.find((step) => step.key === key)

test.each([
  ['a bug in the gateway', [thing('a')], () => Promise.reject(new TypeError('x is not a function')), 'TypeError'],
  [
    'a reference that nobody resolves',
    [thing('before'), thing('a', ['before'], { body: { id: { $output: { of: 'before', name: 'nothing' } } } })],
    () => done,
    'UnresolvedReference',
  ],
  // PostgreSQL knows no such interval, so this is never stored.
  ['an outcome that cannot be stored', [thing('a')], () => working(1e300), 'DatabaseError'],
] as const)('%s fails its step once, says so once, and harms no other job', async (_, resources, script, type) => {
  await orderThings(stage.store, 'faulty', [...resources, thing('never', ['a'])])
  await orderThings(stage.store, 'sound', [thing('b'), thing('c', ['b'])])
  // Both answers come in the same breath, so they are written in one group.
  const both = held()
  const { worker, gateway, faults } = await work({
    'begin a': async (call) => {
      await both.script(call)
      return await script()
    },
    'begin b': async (call) => await both.script(call),
  })
  both.answer(done)
  await Promise.all([worker.untilDone('faulty'), worker.untilDone('sound')])
  await worker.stop()

  expect((await findJob(stage.store, 'faulty'))?.job).toMatchObject({ status: 'failed', error: { code: 'fault' } })
  expect(await stepOf('faulty', 'a')).toMatchObject({ state: 'failed', attempts: 1, error: { code: 'fault' } })
  expect(await stepOf('faulty', 'never')).toMatchObject({ state: 'pending', attempts: 0 })
  expect((await findJob(stage.store, 'sound'))?.job).toMatchObject({ status: 'succeeded', error: null })
  expect(gateway.calls.filter(({ key }) => key === 'a').length).toBeLessThanOrEqual(1)
  expect(faults()).toMatchObject([{ msg: 'a fault of Palisade', job: 'faulty', step: 'a', err: { type } }])
  // What went wrong inside is for the log, not for the client.
  expect(JSON.stringify(await listEvents(stage.store, { jobId: 'faulty', after: 0, limit: 100 }))).not.toContain(type)
})

test('a fault while a removal is under way leaves the job to a person', async () => {
  await orderThings(stage.store, 'removal', [thing('a')])
  await stage.store.pool.query(`UPDATE step SET action = 'remove'`)
  const { worker, faults } = await work({
    a: () => {
      throw new TypeError('x')
    },
  })
  await worker.untilDone('removal')
  await worker.stop()
  expect((await findJob(stage.store, 'removal'))?.job.status).toBe('stuck')
  expect(faults()).toHaveLength(1)
})

test('a change that is not legal is not written, and the job is read again instead', async () => {
  await orderThings(stage.store, 'job', [thing('a'), thing('b', ['a'])])
  const a = held()
  const { worker, gateway, faults } = await work({ 'begin a': a.script })
  await a.asked
  // As if another process had done it, and told.
  await stage.store.pool.query(`UPDATE step SET state = 'succeeded' WHERE key = 'a'`)
  a.answer(done)
  await worker.untilDone('job')
  await worker.stop()
  expect((await findJob(stage.store, 'job'))?.job.status).toBe('succeeded')
  expect(gateway.begun('a')).toHaveLength(1)
  expect(gateway.begun('b')).toHaveLength(1)
  const events = await listEvents(stage.store, { jobId: 'job', after: 0, limit: 100 })
  expect(JSON.stringify(events)).not.toContain('a: done')
  expect(faults()).toEqual([])
})

test('a job does not end with a step that was not written', async () => {
  await orderThings(stage.store, 'job', [thing('a')])
  const first = held()
  let begun = 0
  const { worker } = await work({
    'begin a': async (call) => {
      begun += 1
      return begun === 1 ? await first.script(call) : done
    },
  })
  await first.asked
  await stage.store.pool.query(`UPDATE step SET state = 'pending' WHERE key = 'a'`)
  first.answer(done)
  await worker.untilDone('job')
  await worker.stop()
  // It was begun again, as what is stored says.
  expect(begun).toBe(2)
  expect(await stepOf('job', 'a')).toMatchObject({ state: 'succeeded', attempts: 2 })
})

test('a job that nobody can go on with as it is stored harms no other, and is said once', async () => {
  await orderThings(stage.store, 'broken', [thing('a'), thing('b')])
  await orderThings(stage.store, 'impossible', [thing('a')])
  await orderThings(stage.store, 'sound', [thing('c')])
  // A step that waits for one that does not exist, and a job that is queued although all of it has failed.
  await stage.store.pool.query(`UPDATE step SET waits_for = '{7}' WHERE job_id = 'broken' AND key = 'b'`)
  await stage.store.pool.query(`UPDATE step SET state = 'failed' WHERE job_id = 'impossible'`)
  const { worker, faults } = await work({})
  await worker.untilDone('sound')
  await until('the others to be left alone', () => (worker.pool.size === 0 ? true : undefined))
  await worker.stop()
  expect(
    faults()
      .map(({ msg, job }) => `${job}: ${msg}`)
      .sort(),
  ).toEqual([
    'broken: a job cannot be gone on with as it is stored',
    'impossible: a job cannot be gone on with as it is stored',
  ])
})

test('a fault that cannot be recorded either is not met for ever', async () => {
  await orderThings(stage.store, 'job', [thing('a')])
  // Out of attempts in a job that was never started: no outcome of the step is legal.
  await stage.store.pool.query(`UPDATE step SET state = 'begun', attempts = 20`)
  const { worker, gateway, faults } = await work({})
  const given = 'a job cannot be gone on with as it is stored'
  await until('the job to be left alone', () => faults().some(({ msg }) => msg === given) || undefined)
  // Other work goes on, and gives a loop the time to show itself.
  for (let n = 0; n < 5; n++) {
    await orderThings(stage.store, `later-${n}`, [thing('b'), thing('c', ['b'])])
    worker.pool.take(await claimJobs(stage.store, worker.id, { oldest: 1 }))
    await worker.untilDone(`later-${n}`)
  }
  await worker.stop()
  expect(faults().map(({ msg }) => msg)).toEqual(['a fault of Palisade', given])
  expect(gateway.begun('a')).toEqual([])
})
