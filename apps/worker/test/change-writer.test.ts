import type { JobChange } from '@palisade/engine'
import { claimJobs, listEvents, registerWorker, type Store } from '@palisade/store'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChangeWriter, JobLost, Unwritable, WriteInDoubt } from '../src/jobs/change-writer.ts'
import { openTestStore, orderThings, thing, until } from './support/scripted.ts'

let stage: Awaited<ReturnType<typeof openTestStore>>
let workerId: bigint
beforeEach(async () => {
  stage = await openTestStore()
  for (const id of ['one', 'two']) await orderThings(stage.store, id, [thing('a'), thing('b')])
  workerId = await registerWorker(stage.store, { name: 'w', host: 'test', pid: 1, leaseMs: 600_000 })
  await claimJobs(stage.store, workerId, { oldest: 10 })
})
afterEach(() => stage.close())

/** A writer whose groups are counted, can be made to wait and can be made to fail. */
function openWriter() {
  const groups: string[][] = []
  let gate = Promise.resolve()
  const failures: Error[] = []
  const store: Store = {
    ...stage.store,
    pool: new Proxy(stage.store.pool, {
      get(pool, property) {
        if (property !== 'connect') return Reflect.get(pool, property)
        return async () => watched(await pool.connect())
      },
    }),
  }
  const watched = <Client extends object>(client: Client): Client =>
    new Proxy(client, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        if (property !== 'query') return value.bind(target)
        return async (query: { readonly values?: unknown[] } | string) => {
          if (typeof query !== 'string') {
            const jobs: { readonly id: string }[] = JSON.parse(String(query.values?.[1]))
            groups.push(jobs.map(({ id }) => id))
            await gate
            const failure = failures.shift()
            if (failure !== undefined) throw failure
          }
          return await value.call(target, query)
        }
      },
    })
  return {
    writer: new ChangeWriter(store, () => workerId, pino({ level: 'silent' })),
    groups,
    failures,
    /** Lets nothing be written until the answer is called. */
    hold: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}

function change(jobId: string, message: string, rest: Partial<JobChange> = {}): JobChange {
  return { jobId, steps: [], resources: [], events: [{ type: 'step.begun', message, data: {} }], ...rest }
}

const messages = async (jobId: string) =>
  (await listEvents(stage.store, { jobId, after: 1, limit: 100 })).map(({ message }) => message)

test('a lone change is written at once', async () => {
  const { writer, groups } = openWriter()
  await writer.write(change('one', 'first'))
  expect(groups).toEqual([['one']])
  await writer.close()
})

test('changes that come while a group is being committed go into the next one, each job’s in its order', async () => {
  const { writer, groups, hold } = openWriter()
  const go = hold()
  const all = [writer.write(change('one', '1'))]
  await until('the first group to be sent', () => (groups.length === 1 ? true : undefined))
  all.push(writer.write(change('two', 'a')), writer.write(change('one', '2')), writer.write(change('one', '3')))
  await new Promise((resolve) => setImmediate(resolve))
  all.push(writer.write(change('one', '4')), writer.write(change('two', 'b')))
  expect(groups).toHaveLength(1)
  go()
  await Promise.all(all)
  expect(groups.map((group) => group.toSorted())).toEqual([['one'], ['one', 'two']])
  expect(await messages('one')).toEqual(['1', '2', '3', '4'])
  expect(await messages('two')).toEqual(['a', 'b'])
  await writer.close()
})

test('two changes of one step in one group are one change from the first state to the last', async () => {
  const { writer } = openWriter()
  const begun = writer.write(
    change('one', 'begun', {
      steps: [{ ordinal: 0, from: 'pending', to: 'begun', isBegun: true, handle: null }],
      resources: [{ key: 'a', begun: true }],
      status: 'running',
    }),
  )
  const polled = writer.write(
    change('one', 'polled', {
      steps: [
        { ordinal: 0, from: 'begun', to: 'begun', handle: 'operation', wakeInMs: 1_000 },
        { ordinal: 1, from: 'pending', to: 'begun', isBegun: true },
      ],
      resources: [{ key: 'a', outputs: { id: 'x' } }],
    }),
  )
  await Promise.all([begun, polled])
  const { rows } = await stage.store.pool.query(
    `SELECT state, attempts, handle FROM step WHERE job_id = 'one' ORDER BY ordinal`,
  )
  expect(rows).toEqual([
    { state: 'begun', attempts: 1, handle: 'operation' },
    { state: 'begun', attempts: 1, handle: null },
  ])
  const { rows: resources } = await stage.store.pool.query(
    `SELECT begun, outputs FROM resource WHERE workspace_id = 'ws_one' AND key = 'a'`,
  )
  expect(resources).toEqual([{ begun: true, outputs: { id: 'x' } }])
  await writer.close()
})

test.each(['40P01', '40001'])('a group that PostgreSQL asks to send again (%s) is sent again', async (code) => {
  const { writer, groups, failures } = openWriter()
  failures.push(Object.assign(new Error('deadlock detected'), { code }), Object.assign(new Error('again'), { code }))
  await writer.write(change('one', 'first'))
  expect(groups).toHaveLength(3)
  expect(await messages('one')).toEqual(['first'])
  await writer.close()
})

test('a deadlock that does not end is given up, and the jobs are read again', async () => {
  const { writer, failures } = openWriter()
  for (let n = 0; n < 10; n++) failures.push(Object.assign(new Error('deadlock detected'), { code: '40P01' }))
  await expect(writer.write(change('one', 'first'))).rejects.toThrow(WriteInDoubt)
  failures.splice(0)
  await writer.write(change('one', 'second'))
  expect(await messages('one')).toEqual(['second'])
  await writer.close()
})

test('after a broken connection the group is in doubt, and the next one gets a new connection', async () => {
  const { writer, failures } = openWriter()
  failures.push(Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' }))
  const results = await Promise.allSettled([writer.write(change('one', '1')), writer.write(change('two', 'a'))])
  for (const result of results) expect(result).toMatchObject({ status: 'rejected', reason: { name: 'WriteInDoubt' } })
  await writer.write(change('one', '2'))
  expect(await messages('one')).toEqual(['2'])
  await writer.close()
})

test('a connection that PostgreSQL ends while nothing is written does not end the process', async () => {
  const { writer } = openWriter()
  await writer.write(change('one', '1'))
  await stage.store.pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  // The first write after that may be in doubt; from then on all is well.
  await until('a write to succeed', async () => {
    try {
      await writer.write(change('one', 'again'))
      return true
    } catch (error) {
      if (error instanceof WriteInDoubt) return undefined
      throw error
    }
  })
  expect((await messages('one')).at(-1)).toBe('again')
  await writer.close()
})

test('of a job that is another worker’s nothing is written, and the others of the group are', async () => {
  const { writer } = openWriter()
  await stage.store.pool.query(`UPDATE job SET worker_id = NULL WHERE id = 'one'`)
  const [one, two] = await Promise.allSettled([writer.write(change('one', '1')), writer.write(change('two', 'a'))])
  expect(one).toMatchObject({ status: 'rejected', reason: { name: new JobLost('').name } })
  expect(two.status).toBe('fulfilled')
  expect(await messages('one')).toEqual([])
  expect(await messages('two')).toEqual(['a'])
  await writer.close()
})

test('what cannot be stored is refused for its job only', async () => {
  const { writer } = openWriter()
  const impossible = change('one', '1', { steps: [{ ordinal: 0, from: 'pending', to: 'begun', wakeInMs: 1e300 }] })
  const [one, two] = await Promise.allSettled([writer.write(impossible), writer.write(change('two', 'a'))])
  expect(one).toMatchObject({ status: 'rejected' })
  expect(one.status === 'rejected' && one.reason).toBeInstanceOf(Unwritable)
  expect(two.status).toBe('fulfilled')
  expect(await messages('one')).toEqual([])
  await writer.close()
})

test('of a change whose step is not as it was believed, nothing is written', async () => {
  const { writer } = openWriter()
  const wrong = change('one', 'wrong', {
    steps: [
      { ordinal: 0, from: 'begun', to: 'succeeded' },
      { ordinal: 1, from: 'pending', to: 'begun' },
    ],
    resources: [{ key: 'a', outputs: { id: 'x' } }],
    status: 'succeeded',
    isDone: true,
    workspaceStatus: 'ready',
  })
  const [one, two] = await Promise.allSettled([writer.write(wrong), writer.write(change('two', 'a'))])
  expect(one).toMatchObject({ status: 'rejected' })
  expect(one.status === 'rejected' && one.reason).toBeInstanceOf(WriteInDoubt)
  expect(two.status).toBe('fulfilled')
  const { rows } = await stage.store.pool.query(
    `SELECT job.status, job.finished_at, workspace.status AS workspace,
       (SELECT json_agg(state) FROM step WHERE job_id = job.id) AS states,
       (SELECT count(outputs)::int FROM resource WHERE workspace_id = workspace.id) AS outputs
     FROM job JOIN workspace ON workspace.id = job.workspace_id WHERE job.id = 'one'`,
  )
  expect(rows).toEqual([
    { status: 'queued', finished_at: null, workspace: 'creating', states: ['pending', 'pending'], outputs: 0 },
  ])
  expect(await messages('one')).toEqual([])
  await writer.close()
})

test('of two steps that claim one right in one group, one gets it', async () => {
  const { writer, groups } = openWriter()
  const claims = [{ ordinal: 0, keys: ['/network'] }]
  const [one, two] = await Promise.all([
    writer.write(change('one', '1'), claims),
    writer.write(change('two', 'a'), claims),
  ])
  expect(groups).toHaveLength(1)
  const got = [one.claimed.get('one.0'), two.claimed.get('two.0')]
  expect(got.filter((keys) => keys !== undefined)).toEqual([['/network']])
  await writer.close()
})

test('closing waits for everything that was given', async () => {
  const { writer, hold, groups } = openWriter()
  const go = hold()
  const first = writer.write(change('one', '1'))
  await until('the first group to be sent', () => (groups.length === 1 ? true : undefined))
  const second = writer.write(change('one', '2'))
  const closed = writer.close()
  go()
  await Promise.all([first, second, closed])
  expect(await messages('one')).toEqual(['1', '2'])
})
