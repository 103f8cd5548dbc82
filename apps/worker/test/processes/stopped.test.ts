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

let stage: Awaited<ReturnType<typeof openProcessStage>>
beforeEach(async () => {
  stage = await openProcessStage()
})
afterEach(() => stage.close())

// The machine sleeps, the debugger holds it, the host is out of memory: the process knows nothing of the time that passed.
test('a worker that was stopped longer than its lease writes nothing to Azure when it goes on, and works again', async () => {
  await orderWorkspaces(stage.store, jobs)
  const stopped = await stage.start('stopped')
  await until('it to be in the middle of them', async () =>
    (await jobsByProcess(stage.store)).get(stopped.child.pid ?? 0) === jobs && (await begunSteps(stage.store)) > jobs
      ? true
      : undefined,
  )
  const heir = await stage.start('heir')
  stopped.child.kill('SIGSTOP')
  await until(
    'the other worker to have them all',
    async () => {
      const having = await jobsByProcess(stage.store)
      return [...having.keys()].every((pid) => pid === heir.child.pid) ? true : undefined
    },
    30_000,
  )
  expect(await outcomes(stage.store)).toEqual({ succeeded: jobs })

  const before = await stage.ledger()
  stopped.child.kill('SIGCONT')
  await until('it to begin again', () =>
    stopped.output().includes('beginning again under a new number') ? true : undefined,
  )
  await until('it to be registered', async () => {
    const { rowCount } = await stage.store.pool.query('SELECT 1 FROM worker WHERE pid = $1', [stopped.child.pid])
    return rowCount === 1 ? true : undefined
  })
  const after = (await stage.ledger()).slice(before.length)
  expect(after.filter(({ method }) => method !== 'GET')).toEqual([])
  const created = createdIn(before)
  expect(created).toHaveLength(jobs * 4)
  expect(new Set(created).size).toBe(created.length)
}, 400_000)
