import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBlueprint, findJob, listResources, requestDeletion } from '../../src/index.ts'
import { createSample, declared } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker, type TestWorker } from '../support/test-worker.ts'

// How the version before writes its jobs. Its own code runs in the worker's test of an upgrade; here are the moments that
// are hard to meet there.
const database = testStore()
let worker: TestWorker
beforeEach(async () => {
  worker = await startTestWorker(database.store)
})
afterEach(() => worker.close())

/** A job as the API of the version before writes it after the migration: without rows of resources. */
async function oldJob() {
  const sampled = await createSample(database.store, [
    declared('quota', [], { action: 'check' }),
    declared('a', ['quota']),
    declared('b', ['a']),
  ])
  const values = [sampled.jobId]
  await database.store.pool.query('UPDATE job SET layout = 1 WHERE id = $1', values)
  await database.store.pool.query(
    `UPDATE step SET waits_for = '{}', begins_after_error = false, lease_until = NULL, wake_at = now(),
       declared = coalesce(step.declared, (SELECT resource.declared FROM resource WHERE workspace_id = $2 AND resource.key = step.key)) - 'action'
         || jsonb_build_object('how', action),
       depends_on = CASE key WHEN 'a' THEN ARRAY['quota'] WHEN 'b' THEN ARRAY['a'] ELSE '{}' END
     WHERE job_id = $1`,
    [sampled.jobId, sampled.workspaceId],
  )
  await database.store.pool.query('DELETE FROM resource WHERE workspace_id = $1', [sampled.workspaceId])
  return sampled
}

/** What the worker of the version before records of a step that has succeeded. */
async function succeedInOldWorker(jobId: string, key: string): Promise<void> {
  await database.store.pool.query(
    `UPDATE step SET state = 'succeeded', attempts = 1, finished_at = now(), wake_at = NULL,
       outputs = CASE WHEN action <> 'check' THEN jsonb_build_object('id', '/' || key) END
     WHERE job_id = $1 AND key = $2`,
    [jobId, key],
  )
}

async function lease(jobId: string, key: string, seconds: number): Promise<void> {
  await database.store.pool.query(
    `UPDATE step SET lease_owner = 'old', lease_until = clock_timestamp() + $3 * interval '1 s' WHERE job_id = $1 AND key = $2`,
    [jobId, key, seconds],
  )
}

test('a job is left to the worker of the version before while that one holds one of its steps', async () => {
  const { jobId } = await oldJob()
  await lease(jobId, 'quota', 60)
  expect(await worker.claim(jobId)).toEqual([])
  await lease(jobId, 'quota', 0)
  expect(await worker.claim(jobId)).toHaveLength(1)
})

test('a job that is taken over goes on where it was, and the version before gets no lease of it any more', async () => {
  const { jobId, workspaceId } = await oldJob()
  await succeedInOldWorker(jobId, 'quota')
  await succeedInOldWorker(jobId, 'a')
  const waits = async () => (await findJob(database.store, jobId))?.steps.map(({ waitsFor }) => waitsFor)
  const before = await waits()
  const [job] = await worker.claim(jobId)
  expect(before).toEqual([[], ['quota'], ['a']])
  expect(await waits()).toEqual(before)
  expect(job?.outputs).toEqual(new Map([['a', { id: '/a' }]]))
  expect(job?.steps.map(({ beginsAfterError }) => beginsAfterError)).toEqual([true, false, false])
  expect(
    worker
      .run(jobId)
      .startable()
      .map(({ key }) => key),
  ).toEqual(['b'])
  const { rows } = await database.store.pool.query(
    'SELECT 1 FROM step WHERE job_id = $1 AND (lease_until IS NULL OR lease_until < now())',
    [jobId],
  )
  expect(rows).toEqual([])

  await worker.complete(jobId, 'b', { id: '/b' })
  expect((await findJob(database.store, jobId))?.job.status).toBe('succeeded')
  expect(await listResources(database.store.pool, workspaceId)).toMatchObject([
    { key: 'a', declared: declared('a', ['quota']), begun: true, made: true, outputs: { id: '/a' } },
    { key: 'b', declared: declared('b', ['a']), begun: true, made: true, outputs: { id: '/b' } },
  ])
})

// Its resources have no rows, or rows from the time of the migration: without them a deletion would leave all in Azure.
test('what the version before has made after the migration is known, and removed', async () => {
  const { jobId, workspaceId } = await oldJob()
  for (const key of ['quota', 'a', 'b']) await succeedInOldWorker(jobId, key)
  await database.store.pool.query(`UPDATE job SET status = 'succeeded', finished_at = now() WHERE id = $1`, [jobId])
  await database.store.pool.query(`UPDATE workspace SET status = 'ready' WHERE id = $1`, [workspaceId])

  const found = await findBlueprint(database.store, workspaceId)
  expect(found?.blueprint.resources.map(({ key }) => key)).toEqual(['a', 'b'])
  expect(found?.outputs.get('b')).toEqual({ id: '/b' })
  const deletion = `${jobId}_delete`
  await requestDeletion(database.store, { workspaceId, jobId: deletion, actor: 'test' })
  expect((await findJob(database.store, deletion))?.steps.map(({ key }) => key)).toEqual(['b', 'a'])
})

test('a removal that the version before has ended half-way is followed by one of the rest', async () => {
  const { jobId, workspaceId } = await oldJob()
  for (const key of ['quota', 'a', 'b']) await succeedInOldWorker(jobId, key)
  const removal = `${jobId}_old_delete`
  await database.store.pool.query(
    `WITH ended AS (UPDATE job SET status = 'succeeded', finished_at = now() WHERE id = $1),
       workspace AS (UPDATE workspace SET status = 'failed' WHERE id = $3),
       removal AS (INSERT INTO job (id, workspace_id, type, status, finished_at, created_at)
         VALUES ($2, $3, 'delete', 'stuck', now(), now() + interval '1 s'))
     INSERT INTO step (id, job_id, ordinal, key, phase, kind, action, resource_id, expected_seconds, tail_seconds, state, finished_at)
     VALUES ($2 || '.0', $2, 0, 'b', 'network', 'k', 'remove', '/b', 1, 1, 'succeeded', now()),
       ($2 || '.1', $2, 1, 'a', 'network', 'k', 'remove', '/a', 1, 1, 'stuck', now())`,
    [jobId, removal, workspaceId],
  )
  await requestDeletion(database.store, { workspaceId, jobId: `${jobId}_delete`, actor: 'test' })
  expect((await findJob(database.store, `${jobId}_delete`))?.steps.map(({ key }) => key)).toEqual(['a'])
})
