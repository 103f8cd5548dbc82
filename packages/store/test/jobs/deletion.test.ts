import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createWorkspace,
  findBlueprint,
  findJob,
  findWorkspace,
  listEvents,
  listResources,
  requestDeletion,
  requestVerification,
} from '../../src/index.ts'
import { createSample, declared, sample } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { error, startTestWorker, type TestWorker } from '../support/test-worker.ts'

const database = testStore()
let worker: TestWorker
beforeEach(async () => {
  worker = await startTestWorker(database.store)
})
afterEach(() => worker.close())

const remove = async (workspaceId: string, jobId: string) =>
  await requestDeletion(database.store, { workspaceId, jobId, actor: 'test' })

test('deletion removes what was begun, last first, and frees the name', async () => {
  const input = sample([declared('a'), declared('b', ['a']), declared('never', ['b'])])
  await createWorkspace(database.store, input)
  const { workspaceId, jobId } = input
  await worker.claim(jobId)
  await worker.complete(jobId, 'a')
  expect(await remove(workspaceId, 'job_busy')).toEqual({ outcome: 'busy', jobId, type: 'create' })
  await worker.write(worker.begin(jobId, 'b'))
  await worker.write(worker.fail(jobId, 'b'))
  expect((await findWorkspace(database.store, workspaceId))?.workspace.status).toBe('failed')

  const deletion = `${jobId}_delete`
  expect(await remove(workspaceId, deletion)).toEqual({ outcome: 'requested', jobId: deletion })
  expect((await findWorkspace(database.store, workspaceId))?.workspace.status).toBe('deleting')
  expect(await remove(workspaceId, 'job_again')).toEqual({ outcome: 'already', jobId: deletion })
  const found = await findJob(database.store, deletion)
  expect(found?.steps.map((step) => [step.key, step.action, step.waitsFor])).toEqual([
    ['b', 'remove', []],
    ['a', 'remove', ['b']],
  ])
  await worker.claim(deletion)
  for (const key of ['b', 'a']) await worker.complete(deletion, key)
  expect(await findWorkspace(database.store, workspaceId)).toBeNull()
  expect((await findWorkspace(database.store, workspaceId, { deleted: true }))?.workspace.status).toBe('deleted')
  expect(await remove(workspaceId, 'job_gone')).toEqual({ outcome: 'gone' })

  const again = { ...sample([declared('a')]), request: input.request }
  expect((await createWorkspace(database.store, again)).outcome).toBe('created')
})

test('a removal that could not remove everything is followed by one of the rest', async () => {
  const { workspaceId, jobId } = await createSample(database.store, [declared('a'), declared('b', ['a'])])
  await worker.claim(jobId)
  for (const key of ['a', 'b']) await worker.complete(jobId, key)
  await remove(workspaceId, `${jobId}_first`)
  await worker.claim(`${jobId}_first`)
  await worker.complete(`${jobId}_first`, 'b')
  await worker.write(worker.begin(`${jobId}_first`, 'a'))
  const run = worker.run(`${jobId}_first`)
  await worker.write(run.fail(worker.step(`${jobId}_first`, 'a'), 'stick', error))
  expect((await findJob(database.store, `${jobId}_first`))?.job.status).toBe('stuck')

  await remove(workspaceId, `${jobId}_second`)
  expect((await findJob(database.store, `${jobId}_second`))?.steps.map(({ key }) => key)).toEqual(['a'])
  const rows = await listResources(database.store.pool, workspaceId)
  expect(rows.map(({ key, removedAt }) => [key, removedAt !== null])).toEqual([
    ['a', false],
    ['b', true],
  ])
})

test('a workspace of which nothing was begun is deleted at once, and says so', async () => {
  const { workspaceId, jobId } = await createSample(database.store, [
    declared('a', ['quota']),
    declared('quota', [], { action: 'check' }),
  ])
  await worker.claim(jobId)
  await worker.write(worker.begin(jobId, 'quota'))
  await worker.write(worker.fail(jobId, 'quota'))
  const deletion = `${jobId}_delete`
  expect(await remove(workspaceId, deletion)).toEqual({ outcome: 'requested', jobId: deletion })
  expect((await findJob(database.store, deletion))?.job).toMatchObject({ status: 'succeeded', lastEvent: 2 })
  const events = await listEvents(database.store, { jobId: deletion, after: 0, limit: 10 })
  expect(events.map(({ sequence, type }) => [sequence, type])).toEqual([
    [1, 'job.queued'],
    [2, 'job.succeeded'],
  ])
  expect(await remove(workspaceId, 'job_gone')).toEqual({ outcome: 'gone' })
})

test('what is only awaited, read or adjusted is never removed', async () => {
  const actions = ['await', 'adjust', 'read', 'amend', 'make'] as const
  const { workspaceId, jobId } = await createSample(
    database.store,
    actions.map((action) => declared(action, [], { action })),
  )
  await worker.claim(jobId)
  for (const action of actions) await worker.complete(jobId, action)
  const deletion = `${jobId}_delete`
  await remove(workspaceId, deletion)
  expect((await findJob(database.store, deletion))?.steps.map(({ key }) => key)).toEqual(['make'])
})

test('what the resources have given is read as soon as each is there, also after a removal was asked for', async () => {
  const { workspaceId, jobId } = await createSample(database.store, [declared('a'), declared('b', ['a'])])
  const given = async () => (await findBlueprint(database.store, workspaceId))?.outputs
  await worker.claim(jobId)
  expect(await given()).toEqual(new Map())
  await worker.complete(jobId, 'a', { id: '/things/a', privateIp: '10.0.0.4' })
  await worker.write(worker.begin(jobId, 'b'))
  await worker.write(worker.fail(jobId, 'b'))
  const outputs = new Map([['a', { id: '/things/a', privateIp: '10.0.0.4' }]])
  expect(await given()).toEqual(outputs)
  await remove(workspaceId, `${jobId}_delete`)
  expect(await given()).toEqual(outputs)
  const found = await findBlueprint(database.store, workspaceId)
  expect(found?.blueprint.resources.map(({ key }) => key)).toEqual(['a', 'b'])
  expect(await findBlueprint(database.store, 'ws_nobody')).toBeNull()
})

test('a verification reads back what exists, and changes neither it nor its workspace', async () => {
  const { workspaceId, jobId } = await createSample(database.store, [declared('a'), declared('b', ['a'])])
  await worker.claim(jobId)
  await worker.complete(jobId, 'a', { id: '/a' })
  await worker.write(worker.begin(jobId, 'b'))
  await worker.write(worker.fail(jobId, 'b'))
  const before = await listResources(database.store.pool, workspaceId)
  const verification = `${jobId}_verify`
  await requestVerification(database.store, { workspaceId, jobId: verification, actor: 'test' })
  const found = await findJob(database.store, verification)
  expect(found?.steps.map(({ key, action, waitsFor }) => [key, action, waitsFor])).toEqual([
    ['a', 'observe', []],
    ['b', 'observe', []],
  ])
  await worker.claim(verification)
  for (const key of ['a', 'b']) await worker.complete(verification, key, { other: 'x' })
  expect(await listResources(database.store.pool, workspaceId)).toEqual(before)
  expect((await findWorkspace(database.store, workspaceId))?.workspace.status).toBe('failed')
})
