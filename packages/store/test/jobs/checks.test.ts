import type { Finding } from '@palisade/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCheck, findJob, findWorkspace, listEvents, requestDeletion } from '../../src/index.ts'
import { createSample, declared, sample } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { error, startTestWorker, type TestWorker } from '../support/test-worker.ts'

const database = testStore()
let worker: TestWorker
beforeEach(async () => {
  worker = await startTestWorker(database.store)
})
afterEach(() => worker.close())

const check = (key: string) => declared(key, [], { action: 'check', phase: 'preflight', kind: 'Palisade/checks' })
const finding = (verdict: Finding['verdict']): Finding => ({
  verdict,
  code: 'azure-quota',
  subject: 'standardDSv3Family',
  message: `${verdict} of cores`,
  remedy: 'Ask for more.',
  actor: 'platform',
})

test('after a check has failed the others are made all the same, and then the job ends', async () => {
  const { jobId } = await createSample(database.store, [check('quota'), check('names'), declared('a', ['quota'])])
  await worker.claim(jobId)
  await worker.write(worker.begin(jobId, 'quota'))
  const findings = [finding('fail'), finding('warn')]
  await worker.write(worker.run(jobId).fail(worker.step(jobId, 'quota'), 'fail', error, findings))
  expect((await findJob(database.store, jobId))?.job.status).toBe('running')

  // The worker that takes the job over knows it as well.
  const other = await startTestWorker(database.store)
  await worker.die(other.id)
  await other.claim(jobId)
  expect(
    other
      .run(jobId)
      .startable()
      .map(({ key }) => key),
  ).toEqual(['names'])
  await other.complete(jobId, 'names')
  other.close()
  const found = await findJob(database.store, jobId)
  expect(found?.job).toMatchObject({ status: 'failed', error })
  expect(found?.steps.map((step) => [step.key, step.state, step.findings])).toEqual([
    ['quota', 'failed', findings],
    ['names', 'succeeded', []],
    ['a', 'pending', []],
  ])
})

test('everything that a check saw is in the job, and an event for each', async () => {
  const { jobId } = await createSample(database.store, [check('quota'), declared('a', ['quota'])])
  await worker.claim(jobId)
  const findings = [finding('pass'), finding('warn')]
  await worker.write(worker.begin(jobId, 'quota'))
  await worker.write(worker.run(jobId).succeed(worker.step(jobId, 'quota'), { outputs: {}, findings }))
  expect((await findJob(database.store, jobId))?.steps.map((step) => step.findings)).toEqual([findings, []])

  const events = await listEvents(database.store, { jobId, after: 0, limit: 100 })
  const found = events.filter(({ type }) => type === 'step.found')
  expect(found.map(({ step, message, data }) => ({ step, message, data }))).toEqual([
    { step: 'quota', message: 'quota: pass: pass of cores', data: { finding: finding('pass') } },
    { step: 'quota', message: 'quota: warn: warn of cores', data: { finding: finding('warn') } },
  ])
  expect(events.at(-1)?.type).toBe('step.succeeded')
})

test('a job that only looks makes no workspace, takes no name and no range, and ends by itself', async () => {
  const resources = [check('quota'), declared('network', [], { action: 'read' }), declared('a', ['quota', 'network'])]
  const { blueprint, jobId } = sample(resources)
  const created = await createCheck(database.store, { jobId, blueprint, actor: 'test' })
  if (created.outcome !== 'created') throw new Error(created.outcome)
  expect({ job: created.job, steps: created.steps }).toEqual(await findJob(database.store, jobId))
  expect(created.job).toMatchObject({ id: jobId, type: 'check', workspaceId: null, status: 'queued' })
  expect(created.steps.map(({ key }) => key)).toEqual(['quota', 'network'])
  expect(await findWorkspace(database.store, blueprint.workspaceId)).toBeNull()

  const [claimed] = await worker.claim(jobId)
  expect(claimed?.steps.map((step) => step.declared)).toEqual([resources[0], resources[1]])
  for (const { key } of created.steps) await worker.complete(jobId, key)
  expect((await findJob(database.store, jobId))?.job.status).toBe('succeeded')
  const events = await listEvents(database.store, { jobId, after: 0, limit: 100 })
  expect(events.at(-1)).toMatchObject({ type: 'job.succeeded', message: 'The job has succeeded.' })
})

test('a check under an idempotency key is made once, and the key stands for no other request', async () => {
  const { blueprint } = sample([check('quota')])
  const input = { blueprint, actor: 'test', idempotency: { key: 'a-key-of-a-check', fingerprint: 'one' } }
  const twice = await Promise.all([
    createCheck(database.store, { ...input, jobId: 'job_check_1' }),
    createCheck(database.store, { ...input, jobId: 'job_check_2' }),
  ])
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(['created', 'replayed'])
  const ids = twice.map((one) => (one.outcome === 'created' ? one.job.id : 'jobId' in one ? one.jobId : undefined))
  expect(new Set(ids).size).toBe(1)

  const other = { ...input, idempotency: { key: 'a-key-of-a-check', fingerprint: 'other' } }
  expect(await createCheck(database.store, { ...other, jobId: 'job_check_3' })).toEqual({ outcome: 'key-reused' })
})

test('a deletion neither repeats a check nor undoes it', async () => {
  const { workspaceId, jobId } = await createSample(database.store, [declared('a', ['quota']), check('quota')])
  await worker.claim(jobId)
  for (const key of ['quota', 'a']) await worker.complete(jobId, key)
  const deletion = `${jobId}_delete`
  await requestDeletion(database.store, { workspaceId, jobId: deletion, actor: 'test' })
  expect((await findJob(database.store, deletion))?.steps.map(({ key }) => key)).toEqual(['a'])
})
