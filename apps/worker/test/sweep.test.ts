import { findJob, findWorkspace, openSweeps } from '@palisade/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStage, order, orderDeletion, runToEnd } from './support/stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

// What a worker sends right before it dies may reach Azure late: no lease can call it back.
test('what reaches Azure after the deletion has looked is found later, and removed', { timeout: 240_000 }, async () => {
  const { jobId, workspaceId, blueprint } = await order(stage.store)
  await runToEnd(stage.store, stage.gateway, jobId)
  await runToEnd(stage.store, stage.gateway, await orderDeletion(stage.store, workspaceId))
  expect(await stage.resources()).toEqual([])

  for (const key of ['network/resource-group', 'network/virtual-network']) {
    const late = blueprint.resources.find((declared) => declared.key === key)
    if (late === undefined) throw new Error(`the blueprint has no ${key}`)
    await stage.gateway.begin({ ...late, workspaceId }, { resuming: false })
  }
  expect(await stage.resources()).toHaveLength(2)

  expect(await openSweeps(stage.store, 3_600_000, () => 'job_early')).toEqual([])
  expect(await openSweeps(stage.store, 0, () => 'job_sweep')).toEqual(['job_sweep'])
  expect(await openSweeps(stage.store, 0, () => 'job_again')).toEqual([])
  await runToEnd(stage.store, stage.gateway, 'job_sweep')
  expect((await findJob(stage.store, 'job_sweep'))?.job).toMatchObject({ status: 'succeeded', error: null })
  expect(await stage.resources()).toEqual([])
  expect((await findWorkspace(stage.store, workspaceId, { deleted: true }))?.workspace.status).toBe('deleted')
})

test('a sweep leaves alone what another workspace has made under the same name', { timeout: 240_000 }, async () => {
  const { jobId, workspaceId, blueprint } = await order(stage.store)
  await runToEnd(stage.store, stage.gateway, jobId)
  await runToEnd(stage.store, stage.gateway, await orderDeletion(stage.store, workspaceId))
  const group = blueprint.resources.find(({ key }) => key === 'network/resource-group')
  if (group === undefined) throw new Error('the blueprint has no group')
  const body = { location: 'westeurope', tags: { 'palisade-workspace': 'ws_other' } }
  await stage.gateway.begin({ ...group, body, workspaceId: 'ws_other' }, { resuming: false })

  await openSweeps(stage.store, 0, () => 'job_sweep')
  await runToEnd(stage.store, stage.gateway, 'job_sweep')
  expect(await stage.resources()).toHaveLength(1)
})
