import { StepFailed } from '@palisade/contract'
import { claimJobs, findJob, registerWorker } from '@palisade/store'
import { expect, test } from 'vitest'
import {
  busy,
  countingBudget,
  done,
  held,
  orderThings,
  scriptedGateway,
  testStoreForEachTest,
  thing,
  until,
  working,
} from './support/scripted.ts'
import { plenty } from './support/stage.ts'
import { startTestWorker } from './support/test-worker.ts'

const stage = testStoreForEachTest()

const timeScale = 1_000
const shared = { exclusive: ['/network'] }

/** Remembers whether two steps ever wrote the same thing at once. */
function oneAtATime() {
  let inside = 0
  let most = 0
  return {
    most: () => most,
    gateway: scriptedGateway(async ({ call }) => {
      if (call === 'poll') {
        inside -= 1
        return done
      }
      inside += 1
      most = Math.max(most, inside)
      return working()
    }),
  }
}

test('steps of many jobs and of two workers that write one network do it one after the other', async () => {
  for (let n = 0; n < 6; n++)
    await orderThings(stage.store, `job-${n}`, [thing('a', [], shared), thing('b', [], shared)])
  const { gateway, most } = oneAtATime()
  const first = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale })
  const ids = first.pool.giveAway(3)
  await stage.store.pool.query('UPDATE job SET worker_id = NULL WHERE id = ANY($1)', [ids])
  const second = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale })
  for (let n = 0; n < 6; n++) {
    await first.untilDone(`job-${n}`)
    expect((await findJob(stage.store, `job-${n}`))?.job.status).toBe('succeeded')
  }
  await Promise.all([first.stop(), second.stop()])
  expect(most()).toBe(1)
  const { rows } = await stage.store.pool.query('SELECT key FROM exclusive_claim')
  expect(rows).toEqual([])
})

// Its right is its own in the database while a step of the worker that takes it over waits for the same one.
test('a step that is taken over begun goes on, although another one of the worker waits for its right', async () => {
  await orderThings(stage.store, 'dead', [thing('a', [], shared)])
  const dead = await registerWorker(stage.store, { name: 'dead', host: 'test', pid: 1, leaseMs: 600_000 })
  await claimJobs(stage.store, dead, { ids: ['dead'] })
  // It died between its call and the answer.
  await stage.store.pool.query(`UPDATE job SET status = 'running' WHERE id = 'dead'`)
  await stage.store.pool.query(`UPDATE step SET state = 'begun', attempts = 1 WHERE job_id = 'dead'`)
  await stage.store.pool.query(`INSERT INTO exclusive_claim (key, step_id) VALUES ('/network', 'dead.0')`)

  await orderThings(stage.store, 'waiting', [thing('b', [], shared), thing('c')])
  const gateway = scriptedGateway({})
  const worker = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale })
  await until('the other step to have asked for the right', () => (gateway.begun('c').length > 0 ? true : undefined))

  await stage.store.pool.query('UPDATE job SET worker_id = NULL WHERE worker_id = $1', [dead])
  worker.pool.take(await claimJobs(stage.store, worker.id, { ids: ['dead'] }))
  await Promise.all([worker.untilDone('dead'), worker.untilDone('waiting')])
  await worker.stop()
  expect(gateway.begun('a')).toMatchObject([{ resuming: true }])
  expect((await findJob(stage.store, 'waiting'))?.job.status).toBe('succeeded')
})

test('a step that gives its right back to be tried again lets the next one in', async () => {
  await orderThings(stage.store, 'job', [thing('a', [], { ...shared, expectedSeconds: 10 }), thing('b', [], shared)])
  const order: string[] = []
  const b = held()
  let refused = false
  const gateway = scriptedGateway(async (call) => {
    order.push(call.key)
    if (call.key === 'b') return await b.script(call)
    if (refused) return done
    refused = true
    throw busy()
  })
  const worker = await startTestWorker({ store: stage.store, gateway, budget: plenty, timeScale })
  await b.asked
  b.answer(done)
  await worker.untilDone('job')
  await worker.stop()
  expect(order).toEqual(['a', 'b', 'a'])
})

// Its job ends before the step begins, so no outcome of its own gives the right back.
test('a job that ends leaves no right behind, also of a step that never began', async () => {
  await orderThings(stage.store, 'job', [thing('has-the-right', [], shared), thing('fails', [], { action: 'read' })])
  const fails = held()
  // The calls of the one that has the right are set aside for much later. Only it writes.
  const { budget } = countingBudget(({ writes }) => ({ delayMs: writes === undefined ? 0 : 600_000, isHeld: true }))
  const gateway = scriptedGateway({
    fails: async (call) => {
      await fails.script(call)
      throw new StepFailed('azure-quota', 'No more.')
    },
  })
  const worker = await startTestWorker({ store: stage.store, gateway, budget, timeScale })
  const claims = async () => (await stage.store.pool.query('SELECT key FROM exclusive_claim')).rowCount
  await until('the right to be recorded', async () => ((await claims()) === 1 ? true : undefined))
  fails.answer(done)
  await worker.untilDone('job')
  expect((await findJob(stage.store, 'job'))?.job.status).toBe('failed')
  expect(await claims()).toBe(0)
  await worker.stop()
})
