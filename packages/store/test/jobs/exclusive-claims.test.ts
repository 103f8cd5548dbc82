import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Write } from '../../src/index.ts'
import { readClaimedJobs } from '../../src/index.ts'
import { createSample, declared } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker, type TestWorker } from '../support/test-worker.ts'

const database = testStore()
let worker: TestWorker
let other: TestWorker
beforeEach(async () => {
  worker = await startTestWorker(database.store)
  other = await startTestWorker(database.store)
})
afterEach(() => {
  worker.close()
  other.close()
})

let made = 0
const uniqueKey = (): string => {
  made += 1
  return `/vnet-${made}`
}

const job = async (...exclusive: string[]): Promise<string> =>
  (await createSample(database.store, [declared('a', [], { exclusive }), declared('b', [], { exclusive })])).jobId

/** Asks for exclusive rights of a step. */
const want = (jobId: string, ordinal: number, ...keys: string[]): Write => ({
  change: { jobId, steps: [], resources: [], events: [] },
  claims: [{ ordinal, keys }],
})
/** Gives back what a step has. */
const release = (jobId: string, ordinal: number): Write => ({
  change: { jobId, steps: [], resources: [], events: [], releases: [ordinal] },
})

async function holders(key: string): Promise<string[]> {
  const { rows } = await database.store.pool.query<{ step_id: string }>(
    'SELECT step_id FROM exclusive_claim WHERE key = $1',
    [key],
  )
  return rows.map(({ step_id }) => step_id)
}

test('of two workers that claim a right at the same moment one has it, and it is had until it is given back', async () => {
  const key = uniqueKey()
  const [one, two] = [await job(key), await job(key)]
  await worker.claim(one)
  await other.claim(two)
  const claimed = await Promise.all([worker.write(want(one, 0, key)), other.write(want(two, 0, key))])
  const winners = claimed.flatMap((written) => [...written.claimed.keys()])
  expect(winners).toHaveLength(1)
  expect(await holders(key)).toEqual(winners)

  const [first, second] = winners[0] === `${one}.0` ? [worker, other] : [other, worker]
  const [mine, theirs] = first === worker ? [one, two] : [two, one]
  expect((await second.write(want(theirs, 0, key))).claimed.size).toBe(0)
  expect((await first.write(want(mine, 0, key))).claimed.get(`${mine}.0`)).toEqual([key])
  await first.write(release(mine, 0))
  expect((await second.write(want(theirs, 0, key))).claimed.get(`${theirs}.0`)).toEqual([key])
})

test('a right that is given back and wanted in one statement goes over, within a job and between two', async () => {
  const key = uniqueKey()
  const [one, two] = [await job(key), await job(key)]
  await worker.claim(one, two)
  await worker.write(want(one, 0, key))
  const within = await worker.write({ ...want(one, 1, key), change: release(one, 0).change })
  expect(within.claimed.get(`${one}.1`)).toEqual([key])
  const between = await worker.write(release(one, 1), want(two, 0, key))
  expect(between.claimed.get(`${two}.0`)).toEqual([key])
  expect(await holders(key)).toEqual([`${two}.0`])
})

test('when two of one group want a right, one gets it, and the group is written', async () => {
  const key = uniqueKey()
  const [one, two] = [await job(key), await job(key)]
  await worker.claim(one, two)
  const written = await worker.write(want(one, 0, key), want(two, 0, key))
  expect(written.jobIds.size).toBe(2)
  expect([...written.claimed.keys()]).toEqual(await holders(key))
  expect(written.claimed.size).toBe(1)
})

test('a step that ends, or that is tried again later, gives back what it had', async () => {
  const key = uniqueKey()
  const id = await job(key)
  await worker.claim(id)
  await worker.write({ ...want(id, 0, key), change: worker.begin(id, 'a') })
  await worker.write(
    worker.run(id).retry(worker.step(id, 'a'), { code: 'azure-throttled', message: '', remedy: '' }, 1),
  )
  expect(await holders(key)).toEqual([])
  await worker.write({ ...want(id, 0, key), change: worker.begin(id, 'a') })
  expect(await holders(key)).toEqual([`${id}.0`])
  await worker.write(worker.succeed(id, 'a'))
  expect(await holders(key)).toEqual([])
})

test('a job that changes hands keeps the rights of what is begun, and gives back the others', async () => {
  const [begun, wanted] = [uniqueKey(), uniqueKey()]
  const id = await job(begun)
  await worker.claim(id)
  await worker.write({ ...want(id, 0, begun), change: worker.begin(id, 'a') })
  await worker.write(want(id, 1, wanted))
  await worker.die(other.id)
  expect([await holders(begun), await holders(wanted)]).toEqual([[`${id}.0`], [`${id}.1`]])
  await other.claim(id)
  expect([await holders(begun), await holders(wanted)]).toEqual([[`${id}.0`], []])
})

test('a worker that has lost a job takes no right from the one that has it now', async () => {
  const key = uniqueKey()
  const id = await job(key)
  await worker.claim(id)
  await worker.die(other.id)
  await other.claim(id)
  await other.write(want(id, 0, key))
  await readClaimedJobs(database.store, worker.id, [id])
  await worker.write(release(id, 0))
  expect(await holders(key)).toEqual([`${id}.0`])
})
