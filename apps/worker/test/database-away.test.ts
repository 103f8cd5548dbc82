import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { GatewayResource, Progress } from '@palisade/azure'
import { openStore, type Store } from '@palisade/store'
import { startCluster } from '@palisade/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '../src/start-worker.ts'
import { configurationFor } from './support/configuration.ts'
import { listeningLog, orderThings, thing, until } from './support/scripted.ts'

const jobs = 50

/** An Azure in memory that takes a while for each resource, and knows when it was asked to make one twice. */
function memoryAzure(workMs: number) {
  const readyAt = new Map<string, number>()
  const madeTwice: string[] = []
  const look = (id: string): Progress =>
    (readyAt.get(id) ?? 0) <= performance.now()
      ? { done: true, outputs: {} }
      : { done: false, handle: id, retryAfterMs: workMs }
  return {
    madeTwice,
    made: () => readyAt.size,
    gateway: {
      warmUp: async () => {},
      begin: async ({ id }: GatewayResource, { resuming }: { readonly resuming: boolean }) => {
        await delay(5)
        if (!readyAt.has(id)) readyAt.set(id, performance.now() + workMs)
        // Who does not know that there may be one already would write it again.
        else if (!resuming) madeTwice.push(id)
        return look(id)
      },
      poll: async ({ id }: GatewayResource) => look(id),
    },
  }
}

let cluster: Awaited<ReturnType<typeof startCluster>>
let admin: Store
let run = 0
beforeAll(async () => {
  cluster = await startCluster()
  admin = openStore({ databaseUrl: cluster.url('postgres'), applicationName: 'admin', poolSize: 1 })
}, 120_000)
afterAll(async () => {
  await admin.close()
  await cluster.remove()
})

/** Lets a worker begin with all jobs, does something to its database, and expects that it finishes them. */
async function runThrough(disturb: (said: (words: string) => boolean) => Promise<void>) {
  run += 1
  await admin.pool.query(`CREATE DATABASE run_${run}`)
  const url = cluster.url(`run_${run}`)
  // As it is run in production: by a process of its own.
  const migration = fileURLToPath(new URL('../../../packages/store/src/migrations/main.ts', import.meta.url))
  await promisify(execFile)(process.execPath, [migration], { env: { ...process.env, PALISADE_DATABASE_URL: url } })
  const store = openStore({ databaseUrl: url, applicationName: 'test' })
  try {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    for (let n = 0; n < jobs; n++) {
      const id = (key: string) => `/subscriptions/sub/things/${n}/${key}`
      // Five jobs each write one and the same network, one at a time.
      const chain = keys.map((key, at) => thing(key, keys.slice(0, at).slice(-1), { id: id(key) }))
      await orderThings(store, `job-${n}`, [
        ...chain,
        thing('shared', ['b'], { id: id('shared'), exclusive: [`/network-${n % 10}`] }),
      ])
    }
    const azure = memoryAzure(400)
    const { log, lines } = listeningLog()
    const worker = await startWorker(configurationFor(url, 'worker'), log, { gateway: azure.gateway, budget: 'none' })
    await until('some to be made', () => (azure.made() > jobs ? true : undefined))
    await disturb((words) => lines.some(({ msg }) => msg.includes(words)))
    await until('all jobs to end', async () => {
      const { rowCount } = await store.pool.query('SELECT 1 FROM job WHERE finished_at IS NULL')
      return rowCount === 0 ? true : undefined
    })
    const { rows } = await store.pool.query('SELECT status, count(*)::int AS jobs FROM job GROUP BY status')
    expect(rows).toEqual([{ status: 'succeeded', jobs }])
    expect(azure.madeTwice).toEqual([])
    expect(azure.made()).toBe(jobs * 7)
    const { rows: gaps } = await store.pool.query(
      'SELECT job_id FROM event GROUP BY job_id HAVING max(sequence) <> count(*)',
    )
    expect(gaps).toEqual([])
    expect((await store.pool.query('SELECT key FROM exclusive_claim')).rows).toEqual([])
    expect(lines.filter(({ level }) => level >= 50)).toEqual([])
    await worker.stop()
  } finally {
    await Promise.race([store.close(), delay(2_000)])
  }
}

test('a restart of PostgreSQL delays the jobs of a worker and costs nothing else', async () => {
  await runThrough(async (said) => {
    await cluster.stop()
    await until('the worker to notice', () => (said('could not be') ? true : undefined))
    await cluster.start()
  })
}, 180_000)

test('an outage that is longer than the lease ends with the same worker under a new number', async () => {
  await runThrough(async (said) => {
    await cluster.stop()
    await until('the lease to end', () => (said('the lease has ended') ? true : undefined))
    await cluster.start()
    await until('a new number', () => (said('beginning again under a new number') ? true : undefined))
  })
}, 180_000)

test('connections that are ended again and again delay the jobs of a worker and cost nothing else', async () => {
  await runThrough(async () => {
    for (let n = 0; n < 30; n++) {
      await admin.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'palisade-worker'`,
      )
      // Time for the worker to do something between two of them.
      await delay(100)
    }
  })
}, 180_000)
