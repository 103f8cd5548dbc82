import { afterEach, beforeEach, expect, test } from 'vitest'
import { openGate } from '../support/gate.ts'
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

let stage: Awaited<ReturnType<typeof openProcessStage>>
let gate: Awaited<ReturnType<typeof openGate>>
beforeEach(async () => {
  stage = await openProcessStage()
  gate = await openGate(Number(new URL(stage.databaseUrl).port))
})
afterEach(async () => {
  await stage.close()
  await gate.close()
})

// Azure is still within its reach, and it has calls to make: only its lease keeps it from them.
test('a worker that is cut off from PostgreSQL ends by itself what others go on with, and comes back', async () => {
  await orderWorkspaces(stage.store, jobs)
  const url = new URL(stage.databaseUrl)
  url.port = String(gate.port)
  const lonely = await stage.start('lonely', url.href)
  await until('it to be in the middle of them', async () =>
    (await jobsByProcess(stage.store)).get(lonely.child.pid ?? 0) === jobs && (await begunSteps(stage.store)) > jobs
      ? true
      : undefined,
  )
  const heir = await stage.start('heir')
  gate.cut()
  await until(
    'the other worker to have them all',
    async () => {
      const having = await jobsByProcess(stage.store)
      return [...having.keys()].every((pid) => pid === heir.child.pid) ? true : undefined
    },
    30_000,
  )
  expect(lonely.output()).toContain('the lease has ended without a renewal')
  expect(await outcomes(stage.store)).toEqual({ succeeded: jobs })
  gate.mend()
  await until('it to come back', async () => {
    const { rowCount } = await stage.store.pool.query('SELECT 1 FROM worker WHERE pid = $1', [lonely.child.pid])
    return rowCount === 1 ? true : undefined
  })
  const created = createdIn(await stage.ledger())
  expect(created).toHaveLength(jobs * 4)
  expect(new Set(created).size).toBe(created.length)
}, 400_000)
