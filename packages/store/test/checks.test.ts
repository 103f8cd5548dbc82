import { type Action, type Finding, StepFailed } from '@palisade/contract'
import { isLook } from '@palisade/engine'
import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acquireLease,
  createCheck,
  findJob,
  findOverdueSteps,
  findWorkspace,
  listEvents,
  openStore,
  recordFailed,
  recordRetry,
  recordSucceeded,
  requestDeletion,
  type Store,
} from '../src/index.ts'
import { lookCondition } from '../src/steps/look-condition.ts'
import { begin, complete } from './support/advance.ts'
import { createSample, declared, sample } from './support/sample.ts'

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

const check = (key: string) => declared(key, [], { action: 'check', phase: 'preflight', kind: 'Palisade/checks' })
const error = new StepFailed('azure-quota', 'no cores left').toStepError()
const finding = (verdict: Finding['verdict']): Finding => ({
  verdict,
  code: 'azure-quota',
  subject: 'standardDSv3Family',
  message: `${verdict} of cores`,
  remedy: 'Ask for more.',
  actor: 'platform',
})

test('after a check has failed the others are made all the same, and then the job ends', async () => {
  const resources = [check('quota'), check('names'), declared('a', ['quota', 'names'])]
  const { stepId, jobId } = await createSample(store, resources)
  await recordFailed(store, await begin(store, stepId('quota')), 'fail', error, [finding('fail'), finding('warn')])
  expect((await findJob(store, jobId))?.job.status).toBe('running')
  expect(await findOverdueSteps(store, -60_000, 100)).toContain(stepId('names'))

  await complete(store, stepId('names'))
  const work = await findJob(store, jobId)
  expect(work?.job).toMatchObject({ status: 'failed', error })
  expect(work?.steps.map(({ key, state }) => [key, state])).toEqual([
    ['quota', 'failed'],
    ['names', 'succeeded'],
    ['a', 'pending'],
  ])
  expect(await acquireLease(store, { stepId: stepId('a'), owner: 'x', leaseMs: 1 })).toBeNull()
})

test('a check that has to be asked for again is, also when another one has failed meanwhile', async () => {
  const { stepId, jobId } = await createSample(store, [check('quota'), check('names'), declared('a', ['quota'])])
  const names = await begin(store, stepId('names'))
  await recordFailed(store, await begin(store, stepId('quota')), 'fail', error)
  await recordRetry(store, names, error, 0)
  expect((await findJob(store, jobId))?.job.finishedAt).toBeNull()

  await complete(store, stepId('names'))
  expect((await findJob(store, jobId))?.job.status).toBe('failed')
})

test('everything that a check saw is in the job, and an event for each', async () => {
  const { stepId, jobId } = await createSample(store, [check('quota'), declared('a', ['quota'])])
  const findings = [finding('pass'), finding('warn')]
  const woken = await recordSucceeded(store, await begin(store, stepId('quota')), { outputs: {}, findings })
  expect(woken).toEqual([stepId('a')])
  expect((await findJob(store, jobId))?.steps.map((step) => step.findings)).toEqual([findings, []])

  const events = await listEvents(store, { jobId, after: 0, limit: 100 })
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
  const created = await createCheck(store, { jobId, blueprint, actor: 'test' })
  if (created.outcome === 'key-reused') throw new Error(created.outcome)
  expect(created.job).toMatchObject({ id: jobId, type: 'check', workspaceId: null, status: 'queued' })
  expect(created.steps.map(({ key }) => key)).toEqual(['quota', 'network'])
  expect(created.wake).toEqual([`${jobId}.0`, `${jobId}.1`])
  expect(await findWorkspace(store, blueprint.workspaceId)).toBeNull()

  for (const stepId of created.wake) await complete(store, stepId)
  expect((await findJob(store, jobId))?.job.status).toBe('succeeded')
  const events = await listEvents(store, { jobId, after: 0, limit: 100 })
  expect(events.at(-1)).toMatchObject({ type: 'job.succeeded', message: 'The job has succeeded.' })
})

test('a check under an idempotency key is made once, and the key stands for no other request', async () => {
  const { blueprint } = sample([check('quota')])
  const input = { blueprint, actor: 'test', idempotency: { key: 'a-key-of-a-check', fingerprint: 'one' } }
  const twice = await Promise.all([
    createCheck(store, { ...input, jobId: 'job_check_1' }),
    createCheck(store, { ...input, jobId: 'job_check_2' }),
  ])
  expect(twice.map(({ outcome }) => outcome).sort()).toEqual(['created', 'replayed'])
  const jobs = twice.map((one) => (one.outcome === 'key-reused' ? undefined : one.job.id))
  expect(new Set(jobs).size).toBe(1)

  const other = { ...input, idempotency: { key: 'a-key-of-a-check', fingerprint: 'other' } }
  expect(await createCheck(store, { ...other, jobId: 'job_check_3' })).toEqual({ outcome: 'key-reused' })
})

test('a deletion neither repeats a check nor undoes it', async () => {
  const { stepId, workspaceId, jobId } = await createSample(store, [check('quota'), declared('a', ['quota'])])
  await complete(store, stepId('quota'))
  await complete(store, stepId('a'))
  const deletion = await requestDeletion(store, { workspaceId, jobId: `${jobId}_delete`, actor: 'test' })
  if (deletion.outcome !== 'requested') throw new Error(deletion.outcome)
  expect(deletion.steps.map(({ key }) => key)).toEqual(['a'])
})

test('what the database calls a look is what the engine calls one', async () => {
  const hows: Action[] = ['make', 'amend', 'adjust', 'read', 'await', 'check']
  const resources = [
    ...hows.map((action) => declared(action, [], { action })),
    ...hows.map((action) => declared(`late-${action}`, ['make'], { action })),
  ]
  const { jobId } = await createSample(store, resources)
  const { rows } = await store.pool.query<{ key: string }>(
    `SELECT key FROM step WHERE job_id = $1 AND ${lookCondition} ORDER BY ordinal`,
    [jobId],
  )
  const expected = resources
    .filter(({ action, after }) => isLook({ action: action, dependsOn: after }))
    .map(({ key }) => key)
  expect(rows.map(({ key }) => key)).toEqual(expected)
  expect(expected).toEqual(['read', 'check'])
})
