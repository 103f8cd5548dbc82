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
  // As slow as Azure: a worker that joins needs two renewals of the lease, and the jobs have to last for them.
  stage = await openProcessStage(1)
})
afterEach(() => stage.close())

/** Each write of the simulated Azure, as often as it was sent. */
async function writes(): Promise<string[]> {
  return (await stage.ledger())
    .filter(({ method }) => method === 'PUT')
    .map(({ resourceId }) => resourceId.toLowerCase())
}

test('a worker that joins gets about half of the jobs, and no step is begun twice', async () => {
  await orderWorkspaces(stage.store, jobs)
  const first = await stage.start('first')
  await until('it to be in the middle of them', async () =>
    (await jobsByProcess(stage.store)).get(first.child.pid ?? 0) === jobs && (await begunSteps(stage.store)) > jobs
      ? true
      : undefined,
  )
  const second = await stage.start('second')
  await until('the second to have its share', async () => {
    const having = await jobsByProcess(stage.store)
    const [one = 0, two = 0] = [having.get(first.child.pid ?? 0), having.get(second.child.pid ?? 0)]
    return two > 0 && Math.abs(one - two) <= Math.max(4, (one + two) / 5) ? true : undefined
  })
  expect(await outcomes(stage.store)).toEqual({ succeeded: jobs })
  const { rows } = await stage.store.pool.query('SELECT id FROM step WHERE attempts <> 1')
  expect(rows).toEqual([])
  const sent = await writes()
  expect(new Set(sent).size).toBe(sent.length)
  expect(createdIn(await stage.ledger())).toHaveLength(jobs * 4)
}, 400_000)

test('two workers of one name are told apart, and both work', async () => {
  await orderWorkspaces(stage.store, 60)
  const [one, two] = await Promise.all([stage.start('same'), stage.start('same')])
  await until('both to have jobs', async () => {
    const having = await jobsByProcess(stage.store)
    return having.has(one.child.pid ?? 0) && having.has(two.child.pid ?? 0) ? true : undefined
  })
  expect(await outcomes(stage.store)).toEqual({ succeeded: 60 })
  const sent = await writes()
  expect(new Set(sent).size).toBe(sent.length)
}, 400_000)
