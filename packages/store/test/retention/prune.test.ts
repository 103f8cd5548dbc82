import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCheck, findJob, listEvents, prune, requestDeletion } from '../../src/index.ts'
import { createSample, declared, sample } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker, type TestWorker } from '../support/test-worker.ts'

const database = testStore()
let worker: TestWorker
beforeEach(async () => {
  worker = await startTestWorker(database.store)
})
afterEach(() => worker.close())

const retention = { jobDays: 90, idempotencyDays: 7, auditDays: 730 }

async function made() {
  const sampled = await createSample(database.store, [declared('a')])
  await worker.claim(sampled.jobId)
  await worker.complete(sampled.jobId, 'a')
  return sampled
}

async function deletionOf({ workspaceId, jobId }: Awaited<ReturnType<typeof made>>): Promise<string> {
  const deletion = `${jobId}_delete`
  await requestDeletion(database.store, { workspaceId, jobId: deletion, actor: 'test' })
  await worker.claim(deletion)
  await worker.complete(deletion, 'a')
  return deletion
}

/** Lets a job have ended so many days ago, and its workspace have been deleted then where it is deleted. */
async function age(jobId: string, days: number): Promise<void> {
  await database.store.pool.query(
    `WITH workspace AS (
       UPDATE workspace SET deleted_at = now() - $2 * interval '1 day' FROM job
       WHERE job.id = $1 AND workspace.id = job.workspace_id AND deleted_at IS NOT NULL
     ) UPDATE job SET finished_at = now() - $2 * interval '1 day' WHERE id = $1 AND finished_at IS NOT NULL`,
    [jobId, days],
  )
}

/** What is left of a job: its events and its steps. The job itself stays. */
async function left(jobId: string): Promise<[events: number, steps: number]> {
  const found = await findJob(database.store, jobId)
  if (found === null) throw new Error(`${jobId} is gone`)
  return [(await listEvents(database.store, { jobId, after: 0, limit: 100 })).length, found.steps.length]
}

test('of an old job the events go, and the steps once its workspace is deleted; of a young one nothing goes', async () => {
  const [lives, gone, young] = [await made(), await made(), await made()]
  const [oldDeletion, youngDeletion] = [await deletionOf(gone), await deletionOf(young)]
  for (const id of [lives.jobId, gone.jobId, oldDeletion]) await age(id, 91)
  for (const id of [young.jobId, youngDeletion]) await age(id, 89)
  // Five events of a creation, as of a removal, and one step of each job of the deleted workspace.
  expect(await prune(database.store, retention)).toBe(15 + 2)
  expect(await left(lives.jobId)).toEqual([0, 1])
  expect(await left(gone.jobId)).toEqual([0, 0])
  expect(await left(oldDeletion)).toEqual([0, 0])
  expect(await left(young.jobId)).toEqual([5, 1])
  expect(await prune(database.store, retention)).toBe(0)
})

test('a workspace that is deleted long after its first job loses the steps of that job as well', async () => {
  const sampled = await made()
  await age(sampled.jobId, 400)
  await prune(database.store, retention)
  expect(await left(sampled.jobId)).toEqual([0, 1])
  await age(await deletionOf(sampled), 100)
  await age(sampled.jobId, 400)
  await database.store.pool.query(`UPDATE workspace SET deleted_at = now() - interval '100 days' WHERE id = $1`, [
    sampled.workspaceId,
  ])
  await prune(database.store, retention)
  expect(await left(sampled.jobId)).toEqual([0, 0])
})

test('a job that runs keeps everything, however long ago it was asked for', async () => {
  const { jobId } = await createSample(database.store, [declared('a')])
  await worker.claim(jobId)
  await worker.write(worker.begin(jobId, 'a'))
  await database.store.pool.query(
    `UPDATE job SET created_at = now() - interval '9 years', started_at = now() - interval '9 years' WHERE id = $1`,
    [jobId],
  )
  await database.store.pool.query(`UPDATE event SET time = now() - interval '9 years' WHERE job_id = $1`, [jobId])
  await prune(database.store, retention)
  expect(await left(jobId)).toEqual([3, 1])
})

test('an old check, which has no workspace, loses its events and its steps', async () => {
  const { blueprint, jobId } = sample([declared('quota', [], { action: 'check' })])
  await createCheck(database.store, { jobId, blueprint, actor: 'test' })
  await worker.claim(jobId)
  await worker.complete(jobId, 'quota')
  await age(jobId, 91)
  await prune(database.store, retention)
  expect(await left(jobId)).toEqual([0, 0])
})

test('more than fits into one batch goes as well, and what is young stays', async () => {
  const { pool } = database.store
  const age = (days: number) => `now() - CASE WHEN n <= 450 THEN ${days + 1} ELSE ${days - 1} END * interval '1 day'`
  await pool.query(
    `INSERT INTO idempotency_record (scope, key, fingerprint, job_id, created_at)
     SELECT 's', n || '', 'f', 'j', ${age(7)} FROM generate_series(1, 451) AS n`,
  )
  await pool.query(
    `INSERT INTO audit_entry (actor, action, target, outcome, data, time)
     SELECT 'pruned', 'a', 't', 'o', '{}', ${age(730)} FROM generate_series(1, 451) AS n`,
  )
  await pool.query(
    `INSERT INTO job (id, type, status, layout, finished_at)
     SELECT 'many_' || n, 'check', 'succeeded', 2, ${age(90)} FROM generate_series(1, 451) AS n`,
  )
  await pool.query(
    `INSERT INTO event (job_id, sequence, type, message, data)
     SELECT 'many_' || n, 1, 'job.queued', '', '{}' FROM generate_series(1, 451) AS n`,
  )
  expect(await prune(database.store, retention)).toBe(3 * 450)
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM idempotency_record WHERE scope = 's') AS keys,
       (SELECT count(*)::int FROM audit_entry WHERE actor = 'pruned') AS entries,
       (SELECT count(*)::int FROM event WHERE job_id LIKE 'many%') AS events`,
  )
  expect(rows).toEqual([{ keys: 1, entries: 1, events: 1 }])
})

test('one process prunes at a time, and one that is asked to stop does', async () => {
  const other = await database.store.pool.connect()
  await other.query('SELECT pg_advisory_lock(7252332)')
  expect(await prune(database.store, retention)).toBeUndefined()
  await other.query('SELECT pg_advisory_unlock(7252332)')
  other.release()
  const { jobId } = await made()
  await age(jobId, 91)
  expect(await prune(database.store, retention, AbortSignal.abort())).toBe(0)
  expect(await prune(database.store, retention)).toBe(5)
})
