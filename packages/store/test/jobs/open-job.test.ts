import { planCreation, planVerification } from '@palisade/engine'
import { afterEach, expect, test, vi } from 'vitest'
import {
  createWorkspace,
  findJob,
  findWorkspace,
  listResources,
  requestDeletion,
  requestVerification,
} from '../../src/index.ts'
import { Conflict, openJob } from '../../src/jobs/open-job.ts'
import { createSample, declared, sample } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker } from '../support/test-worker.ts'

const database = testStore()
afterEach(() => void vi.restoreAllMocks())

const resources = [
  declared('a'),
  declared('b', ['a'], { expectedSeconds: 1.5 }),
  declared('c', [], { action: 'check' }),
]

async function ready(): Promise<string> {
  const { jobId, workspaceId } = await createSample(database.store, [declared('a')])
  const worker = await startTestWorker(database.store)
  await worker.claim(jobId)
  await worker.complete(jobId, 'a')
  worker.close()
  return workspaceId
}

test('what is answered when a job is opened is what is read later', async () => {
  const input = sample(resources)
  const created = await createWorkspace(database.store, input)
  if (created.outcome !== 'created') throw new Error(created.outcome)
  expect({ job: created.job, steps: created.steps }).toEqual(await findJob(database.store, input.jobId))
  const { jobs: _, ...found } = (await findWorkspace(database.store, input.workspaceId)) ?? {}
  expect(found).toEqual({ workspace: created.workspace })
})

test('a workspace with its job is one statement, and needs no transaction', async () => {
  const query = vi.spyOn(database.store.pool, 'query')
  const connect = vi.spyOn(database.store.pool, 'connect')
  const { outcome } = await createWorkspace(database.store, {
    ...sample(resources),
    idempotency: { key: 'of-one-statement', fingerprint: 'f' },
  })
  expect(outcome).toBe('created')
  expect(query).toHaveBeenCalledTimes(1)
  // The pool takes a connection for the one query, with a callback.
  expect(connect.mock.calls.filter(([callback]) => callback === undefined)).toEqual([])
})

test('a workspace has a row for each resource, in the order of the blueprint, and none for a check', async () => {
  const { workspaceId } = await createSample(database.store, resources)
  const rows = await listResources(database.store.pool, workspaceId)
  expect(rows.map((row) => row.declared)).toEqual([resources[0], resources[1]])
  expect(rows[0]).toMatchObject({ isDeclared: true, begun: false, made: false, outputs: null, removedAt: null })
})

test('of all that ask for a job on a workspace at the same moment, one gets it and the others learn which', async () => {
  const workspaceId = await ready()
  const ask = { workspaceId, actor: 'test' }
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0
        ? requestVerification(database.store, { ...ask, jobId: `job_verify_${index}` })
        : requestDeletion(database.store, { ...ask, jobId: `job_delete_${index}` }),
    ),
  )
  const opened = outcomes.flatMap((one) => (one.outcome === 'requested' ? [one.jobId] : []))
  expect(opened).toHaveLength(1)
  for (const one of outcomes) expect('jobId' in one && one.jobId).toBe(opened[0])
  const { rows } = await database.store.pool.query(
    'SELECT id FROM job WHERE workspace_id = $1 AND finished_at IS NULL',
    [workspaceId],
  )
  expect(rows).toEqual([{ id: opened[0] }])
})

// Whatever a caller has read before: the database itself holds it.
test('a second active job of a workspace is refused by the database, and leaves nothing behind', async () => {
  const workspaceId = await ready()
  const job = (id: string) =>
    ({ id, type: 'verify', workspaceId, steps: planVerification([declared('a')]), actor: 'x' }) as const
  await openJob(database.store.pool, job('job_first_of_two'))
  await expect(openJob(database.store.pool, job('job_second_of_two'))).rejects.toMatchObject({
    name: Conflict.name,
    constraint: 'job_of_workspace',
  })
  expect(await rowsOf('job_second_of_two')).toBe(0)
})

test('a refused workspace leaves no row behind, whatever it conflicts with', async () => {
  const first = sample(resources)
  await createWorkspace(database.store, { ...first, idempotency: { key: 'a-key-in-use', fingerprint: 'f' } })
  const { name, network } = first.request
  const conflicts = {
    'name-taken': { name, resourceGroup: 'another' },
    'address-space-overlaps': network === undefined ? {} : { network },
  } as const
  for (const [outcome, more] of Object.entries(conflicts)) {
    const refused = sample(resources, more)
    expect((await createWorkspace(database.store, refused)).outcome).toBe(outcome)
    expect(await rowsOf(refused.jobId, refused.workspaceId)).toBe(0)
  }
  const target = sample(resources, { project: 'another', name })
  expect(await createWorkspace(database.store, target)).toEqual({
    outcome: 'name-taken',
    workspaceId: first.workspaceId,
  })
  expect(await rowsOf(target.jobId, target.workspaceId)).toBe(0)

  const key = { ...sample(resources), idempotency: { key: 'a-key-in-use', fingerprint: 'other' } }
  expect((await createWorkspace(database.store, key)).outcome).toBe('key-reused')
  expect(await rowsOf(key.jobId, key.workspaceId)).toBe(0)
})

test('a job of a workspace that is gone, or never was, is not opened', async () => {
  const ask = { workspaceId: 'ws_nobody', actor: 'test', jobId: 'job_of_nobody' }
  expect(await requestVerification(database.store, ask)).toEqual({ outcome: 'not-found' })
  expect(await requestDeletion(database.store, ask)).toEqual({ outcome: 'not-found' })
})

test('a blueprint that goes in a circle makes no job', async () => {
  const circle = sample([declared('a', ['b']), declared('b', ['a'])])
  expect(() => planCreation(circle.blueprint)).toThrow()
  await expect(createWorkspace(database.store, circle)).rejects.toThrow()
  expect(await rowsOf(circle.jobId, circle.workspaceId)).toBe(0)
})

/** How many rows of all tables name this job or this workspace. */
async function rowsOf(jobId: string, workspaceId = 'none'): Promise<number> {
  const { rows } = await database.store.pool.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM workspace WHERE id = $2) + (SELECT count(*) FROM resource WHERE workspace_id = $2)
       + (SELECT count(*) FROM job WHERE id = $1) + (SELECT count(*) FROM step WHERE job_id = $1)
       + (SELECT count(*) FROM event WHERE job_id = $1) + (SELECT count(*) FROM audit_entry WHERE target IN ($1, $2) AND data->>'jobId' = $1)
       + (SELECT count(*) FROM idempotency_record WHERE job_id = $1))::int AS count`,
    [jobId, workspaceId],
  )
  return rows[0]?.count ?? -1
}
