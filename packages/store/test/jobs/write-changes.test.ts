import { afterEach, beforeEach, expect, test } from 'vitest'
import { findJob, findWorkspace, listEvents, listResources, watchJobs } from '../../src/index.ts'
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

/** All that is stored of a job: what no write has touched is the same before and after. */
async function everythingOf({ jobId, workspaceId }: { jobId: string; workspaceId: string }) {
  const { rows: claims } = await database.store.pool.query(
    'SELECT key, step_id FROM exclusive_claim WHERE step_id LIKE $1 ORDER BY key',
    [`${jobId}.%`],
  )
  return {
    found: await findJob(database.store, jobId),
    events: await listEvents(database.store, { jobId, after: 0, limit: 1_000 }),
    resources: await listResources(database.store.pool, workspaceId),
    workspace: await findWorkspace(database.store, workspaceId),
    claims,
  }
}

const shared = { exclusive: ['/vnet-of-nobody-else'] }

test('nothing is written of a job that has gone to another worker, and all of the others in the group', async () => {
  const lost = await createSample(database.store, [declared('a', [], shared)])
  const kept = await createSample(database.store, [declared('a')])
  await worker.claim(lost.jobId, kept.jobId)
  await worker.write(worker.begin(lost.jobId, 'a'), worker.begin(kept.jobId, 'a'))
  await worker.die(other.id)
  await other.claim(lost.jobId)
  await database.store.pool.query('UPDATE job SET worker_id = $1 WHERE id = $2', [worker.id, kept.jobId])

  const before = await everythingOf(lost)
  const written = await worker.write(
    { change: worker.succeed(lost.jobId, 'a', { id: '/x' }), claims: [{ ordinal: 0, keys: shared.exclusive }] },
    worker.succeed(kept.jobId, 'a', { id: '/y' }),
  )
  expect(written.jobIds).toEqual(new Set([kept.jobId]))
  expect(written.stepsOfJob).toEqual(new Map([[kept.jobId, 1]]))
  expect(written.claimed).toEqual(new Map())
  expect(await everythingOf(lost)).toEqual(before)
  expect((await findJob(database.store, kept.jobId))?.job.status).toBe('succeeded')
})

test('a change that expects another state of one of its steps is not written at all, and says so', async () => {
  const job = await createSample(database.store, [declared('a', [], shared), declared('b')])
  const right = await createSample(database.store, [declared('a')])
  await worker.claim(job.jobId, right.jobId)
  await worker.write(worker.begin(job.jobId, 'b'))
  const before = await everythingOf(job)

  // Its begin is not written, and so `a` is still pending when it is said to have succeeded.
  worker.begin(job.jobId, 'a')
  const [b, a] = [worker.succeed(job.jobId, 'b', { id: '/b' }), worker.succeed(job.jobId, 'a', { id: '/a' })]
  const both = { ...a, steps: [...b.steps, ...a.steps], resources: [...b.resources, ...a.resources] }
  const written = await worker.write(
    { change: both, claims: [{ ordinal: 0, keys: shared.exclusive }] },
    worker.begin(right.jobId, 'a'),
  )
  expect(written.jobIds).toEqual(new Set([job.jobId, right.jobId]))
  expect(written.stepsOfJob).toEqual(new Map([[right.jobId, 1]]))
  expect(written.claimed).toEqual(new Map())
  expect(await everythingOf(job)).toEqual(before)
  expect((await findJob(database.store, right.jobId))?.job.status).toBe('running')
})

test('the end of a step is recorded with what its resource gives, its event, and the end of its job', async () => {
  const { jobId, workspaceId } = await createSample(database.store, [declared('a'), declared('b', ['a'])])
  await worker.claim(jobId)
  const begun = await worker.write(worker.begin(jobId, 'a'))
  expect(begun.declared.get(`${jobId}.0`)).toEqual(declared('a'))
  const { startedAt } = (await findJob(database.store, jobId))?.job ?? {}
  expect(startedAt).toBeInstanceOf(Date)

  await worker.write(worker.run(jobId).poll(worker.step(jobId, 'a'), 'handle', 60_000))
  expect((await findJob(database.store, jobId))?.steps[0]?.wakeAt?.getTime()).toBeGreaterThan(Date.now() + 30_000)
  await worker.write(
    worker.run(jobId).succeed(worker.step(jobId, 'a'), { outputs: { ip: '10.0.0.4' }, appliedDigest: 'digest' }),
  )
  await worker.complete(jobId, 'b', { preexisting: 'true' })

  const found = await findJob(database.store, jobId)
  expect(found?.job).toMatchObject({ status: 'succeeded', startedAt })
  expect(found?.job.finishedAt).toBeInstanceOf(Date)
  expect(found?.steps.map(({ state, wakeAt, attempts }) => [state, wakeAt, attempts])).toEqual([
    ['succeeded', null, 1],
    ['succeeded', null, 1],
  ])
  expect(await listResources(database.store.pool, workspaceId)).toMatchObject([
    { key: 'a', begun: true, made: true, appliedDigest: 'digest', outputs: { ip: '10.0.0.4' }, removedAt: null },
    { key: 'b', begun: true, made: false, appliedDigest: null, outputs: { preexisting: 'true' } },
  ])
  expect((await findWorkspace(database.store, workspaceId))?.workspace.status).toBe('ready')
  const { rows } = await database.store.pool.query('SELECT worker_id FROM job WHERE id = $1', [jobId])
  expect(rows).toEqual([{ worker_id: null }])
})

test('the events of a job count up without gaps, and nobody changes a job that has ended', async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `s${index}`)
  const { jobId } = await createSample(
    database.store,
    keys.map((key) => declared(key)),
  )
  await worker.claim(jobId)
  for (const key of keys) await worker.complete(jobId, key)
  const events = await listEvents(database.store, { jobId, after: 0, limit: 100 })
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1))
  expect(events.at(-1)?.type).toBe('job.succeeded')
  expect(events.filter((event) => event.type === 'job.started')).toHaveLength(1)

  const late = await worker.write({
    jobId,
    steps: [],
    resources: [],
    events: [{ type: 'job.failed', message: '', data: {} }],
  })
  expect(late.jobIds.size).toBe(0)
  expect((await findJob(database.store, jobId))?.job).toMatchObject({ status: 'succeeded', lastEvent: events.length })
})

test('watchers are told of a job that got events, and not of one that got none', async () => {
  const [loud, quiet] = [
    await createSample(database.store, [declared('a')]),
    await createSample(database.store, [declared('a')]),
  ]
  await worker.claim(loud.jobId, quiet.jobId)
  await worker.write(worker.begin(quiet.jobId, 'a'))
  const seen: string[] = []
  const watch = await watchJobs(database.store, (jobId) => seen.push(jobId))
  await worker.write(worker.run(quiet.jobId).poll(worker.step(quiet.jobId, 'a'), 'handle', 0))
  await worker.write(worker.begin(loud.jobId, 'a'))
  await expect.poll(() => seen).toEqual([loud.jobId])
  await watch.close()
})

// Azure's messages hold such characters once they are cut, and PostgreSQL takes neither as JSON.
test('a NUL or half a character is stored wherever text of others goes', async () => {
  const bad = `cut ${'\u{1F600}'.slice(0, 1)} and \0 here`
  const good = 'cut � and  here'
  const { jobId, workspaceId } = await createSample(database.store, [
    declared('a'),
    declared('b'),
    declared('c', [], { action: 'check' }),
  ])
  await worker.claim(jobId)
  const finding = {
    verdict: 'warn',
    code: 'azure-quota',
    subject: bad,
    message: bad,
    remedy: bad,
    actor: 'platform',
  } as const
  const error = { code: 'azure-quota', message: bad, remedy: bad } as const
  const run = worker.run(jobId)
  await worker.write(worker.begin(jobId, 'a'))
  await worker.write(run.poll(worker.step(jobId, 'a'), bad, 0))
  await worker.write(run.succeed(worker.step(jobId, 'a'), { outputs: { text: bad }, note: bad }))
  await worker.write(worker.begin(jobId, 'b'))
  await worker.write(run.retry(worker.step(jobId, 'b'), error, 0))
  await worker.write(worker.begin(jobId, 'b'))
  await worker.write(worker.begin(jobId, 'c'))
  await worker.write(run.succeed(worker.step(jobId, 'c'), { outputs: {}, findings: [finding] }))
  await worker.write(run.fail(worker.step(jobId, 'b'), 'fail', error, [finding]))

  const found = await findJob(database.store, jobId)
  expect(found?.job).toMatchObject({ status: 'failed', error: { message: good } })
  expect(found?.steps[2]?.findings).toMatchObject([{ subject: good, message: good }])
  const [resource] = await listResources(database.store.pool, workspaceId)
  expect(resource?.outputs).toEqual({ text: good })
  const events = await listEvents(database.store, { jobId, after: 0, limit: 100 })
  expect(events.map(({ message }) => message)).toContain(`a: done (${good})`)
})
