import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  begunSteps,
  createdIn,
  jobsByProcess,
  openProcessStage,
  orderWorkspaces,
  outcomes,
} from '../support/processes.ts'
import { until } from '../support/scripted.ts'

const jobs = 200
/** The lease, the next renewal of another worker, and what a busy machine takes. */
const takenWithinMs = 30_000

let stage: Awaited<ReturnType<typeof openProcessStage>>
beforeEach(async () => {
  stage = await openProcessStage()
})
afterEach(() => stage.close())

test('when a worker is killed, another one has all of its jobs within 30 s, and nothing is made twice', async () => {
  await orderWorkspaces(stage.store, jobs)
  const victim = await stage.start('victim')
  await until('it to be in the middle of them', async () =>
    (await jobsByProcess(stage.store)).get(victim.child.pid ?? 0) === jobs && (await begunSteps(stage.store)) > jobs
      ? true
      : undefined,
  )
  const heir = await stage.start('heir')
  victim.child.kill('SIGKILL')
  await until(
    'the other worker to have them all',
    async () => {
      const having = await jobsByProcess(stage.store)
      return [...having.keys()].every((pid) => pid === heir.child.pid) ? true : undefined
    },
    takenWithinMs,
  )
  expect(await outcomes(stage.store)).toEqual({ succeeded: jobs })
  const created = createdIn(await stage.ledger())
  expect(created).toHaveLength(jobs * 4)
  expect(new Set(created).size).toBe(created.length)
}, 400_000)

test('a worker that comes back under its name takes up its jobs at once', async () => {
  await orderWorkspaces(stage.store, 20)
  const victim = await stage.start('phoenix')
  await until('it to be in the middle of them', async () => ((await begunSteps(stage.store)) > 20 ? true : undefined))
  victim.child.kill('SIGKILL')
  const heir = await stage.start('phoenix')
  // Without waiting for the end of a lease: what it starts with is already its own.
  await until(
    'it to have them all',
    async () => {
      const having = await jobsByProcess(stage.store)
      return [...having.keys()].every((pid) => pid === heir.child.pid) ? true : undefined
    },
    8_000,
  )
  expect(await outcomes(stage.store)).toEqual({ succeeded: 20 })
  const created = createdIn(await stage.ledger())
  expect(new Set(created).size).toBe(created.length)
}, 300_000)
