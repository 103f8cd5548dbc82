import { findJob, findWorkspace } from '@palisade/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Dies, openStage, order, orderDeletion, plenty, runToEnd } from './support/stage.ts'

let stage: Awaited<ReturnType<typeof openStage>>
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** Each step's first call is a worker's last. */
function eachDiesOnce(when: 'before the call' | 'after the call'): Dies {
  const dead = new Set<string>()
  return (call, key) => {
    if (dead.has(`${call} ${key}`)) return undefined
    dead.add(`${call} ${key}`)
    return when
  }
}

// Azure keeps a vault, an Azure ML workspace and a Log Analytics workspace for a while after they are deleted.
const whatAzureKeeps = [
  'Microsoft.KeyVault/vaults',
  'Microsoft.MachineLearningServices/workspaces',
  'Microsoft.OperationalInsights/workspaces',
]

test('the sample is made with at most three reads for each resource, and removed without a trace', async () => {
  const { jobId, workspaceId, blueprint } = await order(stage.store)
  await runToEnd(stage.store, stage.gateway, jobId)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'succeeded', error: null })
  expect((await findWorkspace(stage.store, workspaceId))?.workspace.status).toBe('ready')
  const reads = (await stage.ledger()).filter((item) => item.method === 'GET').length
  expect(reads / blueprint.resources.length).toBeLessThanOrEqual(3)

  await runToEnd(stage.store, stage.gateway, await orderDeletion(stage.store, workspaceId))
  expect(await stage.resources()).toEqual([])
  expect((await stage.deleted()).map((item) => item.type).sort()).toEqual(whatAzureKeeps)
  expect(await findWorkspace(stage.store, workspaceId)).toBeNull()
})

test.each(['before the call', 'after the call'] as const)(
  'a worker that dies %s, at every step, costs time and nothing else',
  async (when) => {
    const { jobId, workspaceId, blueprint } = await order(stage.store)
    const dies = eachDiesOnce(when)
    await runToEnd(stage.store, stage.gateway, jobId, dies)
    expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'succeeded', error: null })

    // Nothing was made twice, and nothing under another name.
    const created = (await stage.ledger())
      .filter((item) => item.effect === 'created')
      .map((item) => item.resourceId.toLowerCase())
    expect(new Set(created).size).toBe(created.length)
    const declared = blueprint.resources
      .filter((resource) => resource.action === 'make')
      .map((resource) => resource.id.toLowerCase())
    expect(created.sort()).toEqual(declared.sort())

    await runToEnd(stage.store, stage.gateway, await orderDeletion(stage.store, workspaceId), dies)
    expect(await stage.resources()).toEqual([])
  },
  300_000,
)

test('what exists under our name and is not ours is never touched', async () => {
  const { jobId, workspaceId, blueprint } = await order(stage.store)
  const network = blueprint.resources.find((resource) => resource.key === 'network/virtual-network')
  const group = blueprint.resources.find((resource) => resource.key === 'network/resource-group')
  if (network === undefined || group === undefined) throw new Error('the blueprint has no network')
  const foreign = { ...network, workspaceId: 'ws_other' }
  const body = {
    location: 'westeurope',
    tags: { 'palisade-workspace': 'ws_other' },
    properties: { addressSpace: { addressPrefixes: ['10.99.0.0/16'] } },
  }
  await stage.gateway.begin(
    {
      ...group,
      action: 'make',
      body: { location: 'westeurope', tags: { 'palisade-workspace': 'ws_other' } },
      workspaceId: 'ws_other',
    },
    { resuming: false },
  )
  await stage.gateway.begin({ ...foreign, action: 'make', body }, { resuming: false })

  await runToEnd(stage.store, stage.gateway, jobId)
  expect((await findJob(stage.store, jobId))?.job).toMatchObject({ status: 'failed', error: { code: 'not-ours' } })
  await runToEnd(stage.store, stage.gateway, await orderDeletion(stage.store, workspaceId))
  expect((await stage.resources()).map((item) => item.type).sort()).toEqual([
    'Microsoft.Network/virtualNetworks',
    'Microsoft.Resources/resourceGroups',
  ])
})

test('a step that has to wait for its turn is laid to rest, and that is no attempt and no event', async () => {
  const { jobId } = await order(stage.store)
  const reserved: string[] = []
  let made = 0
  // Each call has to wait once; what was set aside for it then is not asked for again.
  await runToEnd(stage.store, stage.gateway, jobId, undefined, {
    ...plenty,
    reserve: async (_subscription, calls) => {
      reserved.push(Object.keys(calls).join('+'))
      return { delayMs: 30, isHeld: true }
    },
    spend: () => {
      made += 1
    },
  })
  const found = await findJob(stage.store, jobId)
  expect(found?.job).toMatchObject({ status: 'succeeded', error: null })
  expect(found?.steps.filter((step) => step.attempts !== 1)).toEqual([])
  expect(reserved).toContain('reads+writes')
  expect(reserved).toHaveLength(made)
})

test('while Azure says stop, nothing is called', async () => {
  const { jobId } = await order(stage.store)
  const before = (await stage.ledger()).length
  let stops = 20
  let callsDuringStop: number | undefined
  await runToEnd(stage.store, stage.gateway, jobId, undefined, {
    ...plenty,
    pausedForMs: async () => {
      if (stops === 0) return 0
      stops -= 1
      if (stops === 0) callsDuringStop = (await stage.ledger()).length - before
      return 20
    },
  })
  expect(callsDuringStop).toBe(0)
  expect((await findJob(stage.store, jobId))?.job.status).toBe('succeeded')
})
