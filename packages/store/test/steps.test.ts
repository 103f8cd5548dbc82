import { type StepError, StepFailed } from '@palisade/contract'
import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acquireLease,
  expireLeases,
  findBlueprint,
  findJob,
  findOverdueSteps,
  findWorkspace,
  LeaseLost,
  listEvents,
  listOutputs,
  openStore,
  readOutputs,
  recordBegun,
  recordFailed,
  recordMissedAnswer,
  recordPolled,
  recordRetry,
  recordSucceeded,
  requestDeletion,
  type Store,
} from '../src/index.ts'
import { begin, complete, lease } from './support/advance.ts'
import { createSample, declared } from './support/sample.ts'

let database: TemporaryDatabase
let store: Store
beforeAll(async () => {
  database = await temporaryDatabase()
  store = openStore({ databaseUrl: database.url, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const error: StepError = { code: 'azure-quota', message: 'no cores left', remedy: 'ask for more' }

test('a step has one holder at a time', async () => {
  const { stepId } = await createSample(store, [declared('a')])
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => acquireLease(store, { stepId: stepId('a'), owner: 'x', leaseMs: 60_000 })),
  )
  expect(taken.filter((step) => step !== null)).toHaveLength(1)
})

test('a worker that lost its lease writes nothing', async () => {
  const { stepId, jobId } = await createSample(store, [declared('a')])
  const zombie = await begin(store, stepId('a'), 'zombie')
  await expireLeases(store, 'zombie')
  const successor = await lease(store, stepId('a'), 'successor')
  expect(successor.leaseToken).toBeGreaterThan(zombie.leaseToken)
  await expect(recordSucceeded(store, zombie, { outputs: {} })).rejects.toThrow(LeaseLost)
  await expect(recordPolled(store, zombie, 'h', 0)).rejects.toThrow(LeaseLost)
  await expect(recordRetry(store, zombie, error, 0)).rejects.toThrow(LeaseLost)
  await expect(recordFailed(store, zombie, 'fail', error)).rejects.toThrow(LeaseLost)
  const work = await findJob(store, jobId)
  expect(work?.steps[0]?.state).toBe('begun')
  expect(work?.job.error).toBeNull()
})

test('a step is woken when the last one that it waits for has succeeded, and reads what they gave', async () => {
  const { stepId } = await createSample(store, [declared('a'), declared('b'), declared('c', ['a', 'b'])])
  expect(await complete(store, stepId('a'), { privateIp: '10.0.0.4' })).toEqual([])
  expect(await acquireLease(store, { stepId: stepId('c'), owner: 'x', leaseMs: 1 })).toBeNull()
  expect(await complete(store, stepId('b'))).toEqual([stepId('c')])
  const outputs = await readOutputs(store, await lease(store, stepId('c')))
  expect(outputs.get('a')).toEqual({ id: '/things/a', privateIp: '10.0.0.4' })
})

test('two steps that share an exclusive right never run at once, also in different jobs', async () => {
  const shared = { exclusive: [`/vnet-${Math.random()}`] }
  const one = await createSample(store, [declared('a', [], shared)])
  const two = await createSample(store, [declared('b', [], shared)])
  const holder = await begin(store, one.stepId('a'))
  expect(await recordBegun(store, await lease(store, two.stepId('b')))).toEqual({ begun: false })
  expect(await acquireLease(store, { stepId: two.stepId('b'), owner: 'x', leaseMs: 1 })).toBeNull()
  expect(await recordSucceeded(store, holder, { outputs: {} })).toContain(two.stepId('b'))
  await complete(store, two.stepId('b'))
})

test('of those that wait for an exclusive right, the one with the longest way to the end goes first', async () => {
  const shared = { exclusive: [`/vnet-${Math.random()}`] }
  const { stepId } = await createSample(store, [
    declared('short', [], shared),
    declared('long', [], { ...shared, expectedSeconds: 400 }),
  ])
  expect((await recordBegun(store, await lease(store, stepId('short')))).begun).toBe(false)
  await begin(store, stepId('long'))
})

test('a step that is tried again gives back its exclusive right meanwhile', async () => {
  const shared = { exclusive: [`/vnet-${Math.random()}`] }
  const { stepId } = await createSample(store, [
    declared('a', [], { ...shared, expectedSeconds: 9 }),
    declared('b', [], shared),
  ])
  const holder = await begin(store, stepId('a'))
  await recordBegun(store, await lease(store, stepId('b')))
  expect(await recordRetry(store, holder, error, 60_000)).toEqual([stepId('b')])
  await begin(store, stepId('b'))
})

test('after a failure nothing new is begun, and the job ends when what was begun has come to rest', async () => {
  const { stepId, jobId, workspaceId } = await createSample(store, [declared('a'), declared('b'), declared('c')])
  const failing = await begin(store, stepId('a'))
  const running = await begin(store, stepId('b'))
  await recordFailed(store, failing, 'fail', error)
  expect(await acquireLease(store, { stepId: stepId('c'), owner: 'x', leaseMs: 1 })).toBeNull()
  expect((await findJob(store, jobId))?.job.status).toBe('running')
  await recordSucceeded(store, running, { outputs: {} })
  expect((await findJob(store, jobId))?.job).toMatchObject({ status: 'failed', error: { code: 'azure-quota' } })
  expect((await findWorkspace(store, workspaceId))?.workspace.status).toBe('failed')
})

test('the events of a job count up without gaps, whoever writes them', async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `s${index}`)
  const { stepId, jobId } = await createSample(
    store,
    keys.map((key) => declared(key)),
  )
  await Promise.all(keys.map((key) => complete(store, stepId(key))))
  const events = await listEvents(store, { jobId, after: 0, limit: 100 })
  expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1))
  expect(events.at(-1)?.type).toBe('job.succeeded')
  expect(events.filter((event) => event.type === 'job.started')).toHaveLength(1)
})

test('the sweeper finds a step whose worker died, after its lease has run out', async () => {
  const { stepId } = await createSample(store, [declared('a')])
  await lease(store, stepId('a'), 'dead', 1)
  await expect.poll(() => findOverdueSteps(store, 0, 100)).toContain(stepId('a'))
})

test('a step that is not due is left alone', async () => {
  const { stepId } = await createSample(store, [declared('a')])
  await recordPolled(store, await begin(store, stepId('a')), 'handle', 60_000)
  expect(await acquireLease(store, { stepId: stepId('a'), owner: 'x', leaseMs: 1 })).toBeNull()
  expect(await findOverdueSteps(store, 0, 100)).not.toContain(stepId('a'))
})

test('deletion removes what was begun, last first, and frees the name', async () => {
  const { stepId, workspaceId } = await createSample(store, [
    declared('a'),
    declared('b', ['a']),
    declared('never', ['b']),
  ])
  await complete(store, stepId('a'))
  const busy = await requestDeletion(store, { workspaceId, jobId: 'job_busy', actor: 'test' })
  expect(busy.outcome).toBe('busy')
  await recordFailed(store, await begin(store, stepId('b')), 'fail', error)

  const requested = await requestDeletion(store, { workspaceId, jobId: `job_del_${workspaceId}`, actor: 'test' })
  if (requested.outcome !== 'requested') throw new Error(requested.outcome)
  expect(requested.steps.map((step) => [step.key, step.action, step.dependsOn])).toEqual([
    ['b', 'remove', []],
    ['a', 'remove', ['b']],
  ])
  expect(await requestDeletion(store, { workspaceId, jobId: 'job_again', actor: 'test' })).toMatchObject({
    outcome: 'already',
    job: { id: requested.job.id },
  })
  for (const step of requested.steps) await complete(store, step.id)
  expect(await findWorkspace(store, workspaceId)).toBeNull()
  expect(await requestDeletion(store, { workspaceId, jobId: 'job_gone', actor: 'test' })).toEqual({ outcome: 'gone' })
})

test('a workspace of which nothing was begun is deleted at once', async () => {
  const { stepId, workspaceId } = await createSample(store, [declared('a')])
  await recordFailed(store, await begin(store, stepId('a')), 'fail', error)
  await store.pool.query('UPDATE step SET attempts = 0 WHERE id = $1', [stepId('a')])
  const outcome = await requestDeletion(store, { workspaceId, jobId: `job_del_${workspaceId}`, actor: 'test' })
  expect(outcome).toMatchObject({
    outcome: 'requested',
    workspace: { status: 'deleted' },
    job: { status: 'succeeded' },
    wake: [],
  })
})

test('a step that kills its workers is counted at each begin', async () => {
  const { stepId } = await createSample(store, [declared('a')])
  await begin(store, stepId('a'), 'first')
  await expireLeases(store, 'first')
  const again = await lease(store, stepId('a'), 'second')
  expect(again).toMatchObject({ state: 'begun', attempts: 1, handle: null })
  expect(await recordBegun(store, again)).toEqual({ begun: true })
  await expireLeases(store, 'second')
  expect((await lease(store, stepId('a'), 'third')).attempts).toBe(2)
})

test('a step that was begun before its worker died is taken up also when the job has failed meanwhile', async () => {
  const { stepId, jobId } = await createSample(store, [declared('a'), declared('b')])
  await begin(store, stepId('a'), 'dead')
  await recordFailed(store, await begin(store, stepId('b')), 'fail', error)
  await expireLeases(store, 'dead')
  expect((await findJob(store, jobId))?.job.status).toBe('running')
  await complete(store, stepId('a'))
  expect((await findJob(store, jobId))?.job.status).toBe('failed')
})

// Such steps would be swept for ever, and in the end hide those that were really overlooked.
test('a step of a job that has ended is never woken again, whoever gives back what it waited for', async () => {
  const shared = { exclusive: [`/vnet-${Math.random()}`] }
  const ended = await createSample(store, [declared('a'), declared('b', [], shared)])
  const other = await createSample(store, [declared('c', [], shared)])
  const holder = await begin(store, other.stepId('c'))
  await recordBegun(store, await lease(store, ended.stepId('b')))
  await recordFailed(store, await begin(store, ended.stepId('a')), 'fail', error)
  expect(await recordSucceeded(store, holder, { outputs: {} })).toEqual([])
  await expect.poll(() => findOverdueSteps(store, 0, 1_000)).not.toContain(ended.stepId('b'))
})

test('while an answer is missing the step stays begun and keeps its exclusive right', async () => {
  const shared = { exclusive: [`/vnet-${Math.random()}`] }
  const { stepId, jobId } = await createSample(store, [
    declared('a', [], { ...shared, expectedSeconds: 9 }),
    declared('b', [], shared),
  ])
  const holder = await begin(store, stepId('a'))
  await recordMissedAnswer(store, holder, error, 60_000)
  expect((await recordBegun(store, await lease(store, stepId('b')))).begun).toBe(false)
  const events = await listEvents(store, { jobId, after: 0, limit: 100 })
  expect(events.at(-1)).toMatchObject({ type: 'step.retrying', data: { error: { code: 'azure-quota' } } })
})

test('a step that somebody else has to make is waited for, and says so', async () => {
  const { stepId, jobId } = await createSample(store, [declared('a', [], { action: 'await' })])
  await recordRetry(
    store,
    await begin(store, stepId('a')),
    { ...error, message: 'zone group: it is not there yet' },
    9_000,
  )
  const events = await listEvents(store, { jobId, after: 0, limit: 100 })
  expect(events.at(-1)).toMatchObject({
    type: 'step.retrying',
    message: 'a: waited for; looking again in 9 s (zone group: it is not there yet)',
  })
  expect((await findJob(store, jobId))?.steps[0]).toMatchObject({ action: 'await', state: 'pending', attempts: 1 })
})

test('what is only awaited, read or adjusted is never removed', async () => {
  const hows = ['await', 'adjust', 'read', 'amend', 'make'] as const
  const { stepId, workspaceId } = await createSample(
    store,
    hows.map((action) => declared(action, [], { action })),
  )
  for (const action of hows) await complete(store, stepId(action))
  const requested = await requestDeletion(store, { workspaceId, jobId: `job_del_${workspaceId}`, actor: 'test' })
  if (requested.outcome !== 'requested') throw new Error(requested.outcome)
  expect(requested.steps.map((step) => step.key)).toEqual(['make'])
})

test('what the steps have given can be read as soon as each has succeeded, also after a removal was asked for', async () => {
  const { stepId, workspaceId } = await createSample(store, [declared('a'), declared('b', ['a'])])
  expect(await listOutputs(store, workspaceId)).toEqual(new Map())
  await complete(store, stepId('a'), { privateIp: '10.0.0.4' })
  await recordFailed(store, await begin(store, stepId('b')), 'fail', error)
  const given = new Map([['a', { privateIp: '10.0.0.4', id: '/things/a' }]])
  expect(await listOutputs(store, workspaceId)).toEqual(given)
  await requestDeletion(store, { workspaceId, jobId: `job_del_${workspaceId}`, actor: 'test' })
  expect(await listOutputs(store, workspaceId)).toEqual(given)
  expect((await findBlueprint(store, workspaceId))?.resources.map(({ key }) => key)).toEqual(['a', 'b'])
  expect(await findBlueprint(store, 'ws_nobody')).toBeNull()
})

test('a message with half a character is recorded all the same', async () => {
  const { stepId, jobId } = await createSample(store, [declared('a')])
  const cut = new StepFailed('azure-invalid', `${'\u{1F600}'.slice(0, 1)} and \0`).toStepError()
  await recordFailed(store, await begin(store, stepId('a')), 'fail', cut)
  expect((await findJob(store, jobId))?.job.status).toBe('failed')
})
