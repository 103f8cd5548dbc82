import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import {
  claimJobs,
  findJob,
  findJobPosition,
  findWorkspace,
  listEvents,
  prune,
  registerWorker,
  renewWorker,
  requestDeletion,
  retireWorker,
} from '../../src/index.ts'
import { createSample, declared } from '../support/sample.ts'
import { testStore } from '../support/test-store.ts'
import { startTestWorker } from '../support/test-worker.ts'

const database = testStore()

// Twenty thousand jobs that have ended, as a year of use leaves them.
beforeAll(async () => {
  await database.store.pool.query(`
    INSERT INTO workspace (id, project, name, status, subscription_id, resource_group, region, azure_id, request, blueprint)
      SELECT 'old_' || n, 'p', n || '', 'ready', 's', 'g', 'r', '/a', '{}', '{"version": 1}' FROM generate_series(1, 20000) AS n;
    INSERT INTO resource (workspace_id, key, ordinal, arm_id, kind, action, declared)
      SELECT 'old_' || n, 'a', 0, '/a', 'k', 'make', '{}' FROM generate_series(1, 20000) AS n;
    INSERT INTO job (id, workspace_id, type, status, layout, last_event, created_at, finished_at)
      SELECT 'old_' || n, 'old_' || n, 'create', 'succeeded', 2, 3, now() - n * interval '1 minute', now() - n * interval '1 minute'
      FROM generate_series(1, 20000) AS n;
    INSERT INTO step (id, job_id, ordinal, key, phase, kind, action, resource_id, expected_seconds, tail_seconds, state)
      SELECT 'old_' || n || '.' || o, 'old_' || n, o, 'k' || o, 'p', 'k', 'make', '/a', 1, 1, 'succeeded'
      FROM generate_series(1, 20000) AS n, generate_series(0, 2) AS o;
    INSERT INTO event (job_id, sequence, type, message, data)
      SELECT 'old_' || n, o, 'step.begun', 'm', '{}' FROM generate_series(1, 20000) AS n, generate_series(1, 3) AS o`)
  await database.store.pool.query('VACUUM ANALYZE')
})

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Whether the server keeps it, and after some time its plan as well. */
  readonly isKept: boolean
}

/** All statements that are sent while something is done, on any connection. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = []
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: unknown, ...given: unknown[]) {
    const [first, second] = given
    if (typeof first === 'string')
      sent.push({ text: first, values: Array.isArray(second) ? second : [], isKept: false })
    else if (typeof first === 'object' && first !== null && 'text' in first) {
      const values =
        'values' in first && Array.isArray(first.values) ? first.values : Array.isArray(second) ? second : []
      sent.push({ text: String(first.text), values, isKept: 'name' in first && first.name !== undefined })
    }
    return query.apply(this, given)
  } as typeof pg.Client.prototype.query)
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return sent.filter(({ text }) => /^(WITH|SELECT|UPDATE|DELETE|INSERT)/.test(text))
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

/** The tables that a statement reads from end to end, by the plan that these values get, or that any get. */
async function tablesReadWhole({ text, values }: Statement, mode: 'custom' | 'generic'): Promise<string[]> {
  const client = await database.store.pool.connect()
  try {
    await client.query(`SET plan_cache_mode = force_${mode}_plan`)
    await client.query(`PREPARE planned AS ${text}`)
    const given = values.map((value) => (value === null ? 'NULL' : literal(value)))
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (FORMAT JSON) EXECUTE planned${given.length === 0 ? '' : `(${given.join(', ')})`}`,
    )
    const found: string[] = []
    const visit = (plan: Plan): void => {
      if (plan['Node Type'] === 'Seq Scan') found.push(plan['Relation Name'] ?? '')
      for (const child of plan.Plans ?? []) visit(child)
    }
    for (const row of rows) visit(row['QUERY PLAN'][0].Plan)
    return found.filter((table) => ['job', 'step', 'event', 'resource', 'workspace'].includes(table))
  } finally {
    client.release(true)
  }
}

function literal(value: unknown): string {
  const text = Array.isArray(value) ? `{${value.join(',')}}` : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

test('nothing that a worker or a client asks for reads all jobs, steps or events', async () => {
  const { store } = database
  const { jobId, workspaceId } = await createSample(store, [
    declared('a', [], { exclusive: ['/x'] }),
    declared('b', ['a']),
  ])
  const worker = await startTestWorker(store)
  // Two that others have to give up, by the end of its lease and by the end of its process.
  await registerWorker(store, { name: 'dead', host: 'host', pid: 1, leaseMs: 0 })
  await registerWorker(store, { name: 'next', host: 'host', pid: 1, leaseMs: 60_000 })
  const statements = await statementsOf(async () => {
    await claimJobs(store, worker.id, { oldest: 0 })
    await worker.claim(jobId)
    await worker.write({ change: worker.begin(jobId, 'a'), claims: [{ ordinal: 0, keys: ['/x'] }] })
    await worker.write(worker.succeed(jobId, 'a', { id: '/a' }))
    await worker.complete(jobId, 'b')
    await findJob(store, jobId)
    await findJobPosition(store, jobId)
    await findWorkspace(store, workspaceId)
    await listEvents(store, { jobId, after: 0, limit: 10 })
    await requestDeletion(store, { workspaceId, jobId: 'job_delete', actor: 'test' })
    await renewWorker(store, worker.id, { leaseMs: 60_000, jobs: 1 })
    await registerWorker(store, { name: 'next', host: 'host', pid: 2, leaseMs: 60_000 }, [1])
    await prune(store, { jobDays: 90, idempotencyDays: 7, auditDays: 730 })
    await retireWorker(store, worker.id)
  })
  worker.close()
  const whole = new Map<string, string[]>()
  for (const statement of new Map(statements.map((one) => [one.text, one])).values()) {
    for (const mode of statement.isKept ? (['custom', 'generic'] as const) : (['custom'] as const)) {
      const tables = await tablesReadWhole(statement, mode)
      if (tables.length > 0) whole.set(`${mode} plan of ${statement.text}`, tables)
    }
  }
  expect(statements.length).toBeGreaterThan(15)
  expect(whole).toEqual(new Map())
})
