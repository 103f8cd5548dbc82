import { afterEach, beforeEach, expect, test } from 'vitest'
import { claimJobs, findJob, readClaimedJobs, registerWorker, releaseJobs } from '../../src/index.ts'
import { createSample, declared } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker, type TestWorker } from '../support/test-worker.ts'

const database = testStore()
let one: TestWorker
let other: TestWorker
beforeEach(async () => {
  // What earlier tests have left is nobody's concern.
  await database.store.pool.query('UPDATE job SET finished_at = now()')
  one = await startTestWorker(database.store)
  other = await startTestWorker(database.store)
})
afterEach(() => {
  one.close()
  other.close()
})

const jobs = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let made = 0; made < count; made++) ids.push((await createSample(database.store, [declared('a')])).jobId)
  return ids
}

test('twenty workers that claim at the same moment never share a job, and none is left over', async () => {
  const ids = await jobs(30)
  const workers = await Promise.all(
    Array.from({ length: 20 }, (_, pid) =>
      registerWorker(database.store, { name: `many-${pid}`, host: 'host', pid, leaseMs: 60_000 }),
    ),
  )
  const claimed = await Promise.all(
    workers.flatMap((worker, index) => [
      claimJobs(database.store, worker, { oldest: 2 }),
      claimJobs(database.store, worker, { ids: ids.slice(index, index + 5) }),
    ]),
  )
  const had = claimed.flat().map(({ id }) => id)
  const left = (await claimJobs(database.store, one.id, { oldest: 100 })).map(({ id }) => id)
  expect([...had, ...left].sort()).toEqual(ids.sort())
})

test('a job that a worker has is not given to another one, whether it asks by id or for the oldest', async () => {
  const [id = ''] = await jobs(1)
  expect(await one.claim(id)).toHaveLength(1)
  expect(await other.claim(id)).toEqual([])
  expect(await claimJobs(database.store, other.id, { oldest: 10 })).toEqual([])

  await releaseJobs(database.store, other.id, [id])
  expect(await other.claim(id)).toEqual([])
  await releaseJobs(database.store, one.id, [id])
  expect(await other.claim(id)).toHaveLength(1)
})

test('the jobs that wait longest are claimed first', async () => {
  const ids = await jobs(4)
  expect((await claimJobs(database.store, one.id, { oldest: 2 })).map(({ id }) => id).sort()).toEqual(ids.slice(0, 2))
  expect((await claimJobs(database.store, other.id, { oldest: 9 })).map(({ id }) => id).sort()).toEqual(ids.slice(2))
})

test('a job that has ended, or that does not exist, is not claimed', async () => {
  const [id = ''] = await jobs(1)
  await one.claim(id)
  await one.complete(id, 'a')
  expect((await findJob(database.store, id))?.job.status).toBe('succeeded')
  expect(await other.claim(id, 'job_nobody')).toEqual([])
})

test('a worker whose lease has ended gets no job', async () => {
  const [id = ''] = await jobs(1)
  const late = await registerWorker(database.store, { name: 'late', host: 'host', pid: 1, leaseMs: 0 })
  expect(await claimJobs(database.store, late, { ids: [id] })).toEqual([])
  expect(await claimJobs(database.store, late, { oldest: 1 })).toEqual([])
  expect(await one.claim(id)).toHaveLength(1)
})

test('whoever takes a job over goes on where the other one stopped', async () => {
  const { jobId } = await createSample(database.store, [declared('a'), declared('b', ['a']), declared('c')])
  await one.claim(jobId)
  await one.complete(jobId, 'a', { privateIp: '10.0.0.4' })
  await one.write(one.begin(jobId, 'b'))
  await one.write(one.run(jobId).poll(one.step(jobId, 'b'), 'a handle', 60_000))
  await one.die(other.id)

  const [job] = await other.claim(jobId)
  expect(job).toMatchObject({ type: 'create', status: 'running', error: null })
  expect(job?.outputs).toEqual(new Map([['a', { privateIp: '10.0.0.4' }]]))
  expect(job?.steps.map(({ key, state, attempts, handle }) => [key, state, attempts, handle])).toEqual([
    ['a', 'succeeded', 1, null],
    ['b', 'begun', 1, 'a handle'],
    ['c', 'pending', 0, null],
  ])
  const [, begun, pending] = job?.steps ?? []
  // What is under way needs its declaration at once; the others get theirs when they begin.
  expect(begun?.declared?.key).toBe('b')
  expect(begun?.wakeInMs).toBeGreaterThan(30_000)
  expect(begun?.elapsedMs).toBeGreaterThan(0)
  expect(pending).toMatchObject({ declared: null, wakeInMs: null, elapsedMs: null })
  expect(
    other
      .run(jobId)
      .startable()
      .map(({ key }) => key),
  ).toEqual(['c'])
})

test('a step that kills its workers is counted at each begin', async () => {
  const [id = ''] = await jobs(1)
  await one.claim(id)
  await one.write(one.begin(id, 'a'))
  await one.die(other.id)
  await other.claim(id)
  expect(other.step(id, 'a')).toMatchObject({ state: 'begun', attempts: 1, handle: null })
  await other.write(other.begin(id, 'a'))
  const third = await startTestWorker(database.store)
  await other.die(third.id)
  await third.claim(id)
  expect(third.step(id, 'a').attempts).toBe(2)
  third.close()
})

test('a job that has gone to another worker cannot be read again by the one that had it', async () => {
  const [id = ''] = await jobs(1)
  await one.claim(id)
  expect(await readClaimedJobs(database.store, one.id, [id])).toHaveLength(1)
  await one.die(other.id)
  await other.claim(id)
  expect(await readClaimedJobs(database.store, one.id, [id])).toEqual([])
})

// A worker whose connection breaks reads its job again while the server may still be at its last change.
test('a job is not read again before a change of it that is still being written', async () => {
  const [id = ''] = await jobs(1)
  await one.claim(id)
  const tx = await database.store.pool.connect()
  await tx.query('BEGIN')
  await tx.query('SELECT id FROM job WHERE id = $1 FOR NO KEY UPDATE', [id])
  await tx.query(`UPDATE step SET state = 'begun', attempts = 1 WHERE job_id = $1`, [id])
  const read = readClaimedJobs(database.store, one.id, [id])
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
  expect((await read)[0]?.steps).toMatchObject([{ state: 'begun', attempts: 1 }])
})
