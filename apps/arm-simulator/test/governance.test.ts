import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { Json } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, ml, net } from './arm.ts'
import { subscription } from './clients.ts'

const scope = `/subscriptions/${subscription}`
const providers = `${scope}/providers`
const worker = '11111111-aaaa-bbbb-cccc-222222222222'

let simulator: Simulator
let arm: Arm
/** Calls as somebody who may only do what the roles of `worker` say. */
let limited: Arm

/** A token that says whose it is. Nobody looks at its signature. */
function tokenOf(objectId: string): string {
  return `e30.${Buffer.from(JSON.stringify({ oid: objectId, appid: 'palisade' })).toString('base64url')}.x`
}

beforeAll(async () => {
  const roles: Json = {
    [worker]: [
      {
        scope,
        actions: [
          'Microsoft.Network/*',
          'Microsoft.Resources/subscriptions/resourceGroups/read',
          'Microsoft.Authorization/*/read',
        ],
        notActions: [
          'Microsoft.Network/virtualNetworks/delete',
          'Microsoft.Network/virtualNetworks/subnets/join/action',
        ],
      },
    ],
  }
  simulator = await startSimulator({ timeScale: 2_000, roles })
  arm = armOf(simulator)
  limited = armOf(simulator, { authorization: `Bearer ${tokenOf(worker)}` })
})
beforeEach(() => arm.put(group, { location }))
afterEach(() => arm.post('/_simulator/reset'))
afterAll(() => simulator.close())

describe('locks', () => {
  const lock = (at: string, level: string) =>
    arm.put(`${at}/providers/Microsoft.Authorization/locks/keep`, { properties: { level } })

  it('what may not be deleted is not, nor what it lies in; it may be changed', async () => {
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network())
    await lock(`${net}/virtualNetworks/vnet`, 'CanNotDelete')
    const refused = await arm.delete(`${net}/virtualNetworks/vnet`)
    expect(refused).toMatchObject({ status: 409, code: 'ScopeLocked' })
    expect(JSON.stringify(refused.body)).toContain(`${net}/virtualNetworks/vnet'. Please remove the lock`)
    expect((await arm.delete(group)).code).toBe('ScopeLocked')
    expect((await arm.make(`${net}/virtualNetworks/vnet`, { ...bodies.network(), tags: { a: '1' } })).status).toBe(200)
    await arm.delete(`${net}/virtualNetworks/vnet/providers/Microsoft.Authorization/locks/keep`)
    expect((await arm.delete(`${net}/virtualNetworks/vnet`)).status).toBe(202)
  })

  it('what may only be read is not written, below it either', async () => {
    await lock(group, 'ReadOnly')
    expect((await arm.put(`${net}/virtualNetworks/vnet`, bodies.network())).code).toBe('ScopeLocked')
    expect((await arm.get(group)).status).toBe(200)
  })

  it('are listed from where they hold, and from below', async () => {
    await lock(group, 'CanNotDelete')
    const names = async (at: string) =>
      read
        .list((await arm.get(`${at}/providers/Microsoft.Authorization/locks`)).body, 'value')
        .map((item) => read.text(item, 'name'))
    expect(await names(scope)).toEqual(['keep'])
    expect(await names(group)).toEqual(['keep'])
  })
})

describe('policies', () => {
  const deny = async (rule: Json, parameters: Json = {}) => {
    const definition = `${scope}/providers/Microsoft.Authorization/policyDefinitions/deny`
    const policyRule = Object.fromEntries([
      ['if', rule],
      ['then', { effect: 'deny' }],
    ])
    await arm.put(definition, {
      properties: { policyRule, parameters: { region: { type: 'String' } } },
    })
    const assignment = `${group}/providers/Microsoft.Authorization/policyAssignments/here`
    await arm.put(assignment, { properties: { policyDefinitionId: definition, parameters } })
    return { definition, assignment }
  }

  it('a write that one denies is refused with its ids, and one that it does not concern passes', async () => {
    const { definition, assignment } = await deny({
      allOf: [
        { field: 'type', equals: 'Microsoft.Storage/storageAccounts' },
        { not: { field: 'Microsoft.Storage/storageAccounts/allowSharedKeyAccess', equals: 'false' } },
      ],
    })
    const account = `${group}/providers/Microsoft.Storage/storageAccounts/stpolicy`
    const refused = await arm.put(account, bodies.storage)
    expect(refused).toMatchObject({ status: 403, code: 'RequestDisallowedByPolicy' })
    expect(read.list(refused.body, 'error', 'additionalInfo')).toMatchObject([
      { type: 'PolicyViolation', info: { policyAssignmentId: assignment, policyDefinitionId: definition } },
    ])
    expect((await arm.get(account)).status).toBe(404)
    const fine = { ...bodies.storage, properties: { allowSharedKeyAccess: false } }
    expect((await arm.put(account, fine)).status).toBeLessThan(300)
    expect((await arm.put(`${net}/virtualNetworks/vnet`, bodies.network())).status).toBe(201)
  })

  it('what they would say can be asked before, with parameters and tags', async () => {
    await deny(
      {
        anyOf: [
          { field: 'location', notEquals: "[parameters('region')]" },
          { field: 'tags[owner]', exists: 'false' },
        ],
      },
      { region: { value: 'westeurope' } },
    )
    const ask = async (resourceContent: Json) =>
      read.list(
        (
          await arm.post(`${group}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions`, {
            resourceDetails: { resourceContent },
          })
        ).body,
        'contentEvaluationResult',
        'policyEvaluations',
      )
    const type = 'Microsoft.Network/virtualNetworks'
    expect(await ask({ type, location: 'westeurope', tags: { owner: 'me' } })).toEqual([])
    expect(await ask({ type, location: 'eastus', tags: { owner: 'me' } })).toMatchObject([
      { evaluationResult: 'NonCompliant', evaluationDetails: { evaluatedExpressions: [{ path: 'location' }] } },
    ])
    expect(await ask({ type, location: 'westeurope' })).toHaveLength(1)
  })
})

describe('roles', () => {
  it('what no role allows is refused in the words of Azure, and nothing has happened', async () => {
    const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/someone`
    const refused = await limited.put(id, { location })
    expect(refused).toMatchObject({ status: 403, code: 'AuthorizationFailed' })
    expect(JSON.stringify(refused.body)).toContain(
      `does not have authorization to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/write' over scope '${id}'`,
    )
    expect((await arm.get(id)).status).toBe(404)
  })

  it('what a role takes out again is refused', async () => {
    expect((await limited.put(`${net}/virtualNetworks/vnet`, bodies.network({ main: '10.0.0.0/24' }))).status).toBe(201)
    expect((await limited.delete(`${net}/virtualNetworks/vnet`)).code).toBe('AuthorizationFailed')
  })

  it('to point at something may need an action on it', async () => {
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ main: '10.0.0.0/24' }))
    const subnet = `${net}/virtualNetworks/vnet/subnets/main`
    const card = {
      location,
      properties: { ipConfigurations: [{ name: 'main', properties: { subnet: { id: subnet } } }] },
    }
    const refused = await limited.put(`${net}/networkInterfaces/nic`, card)
    expect(refused).toMatchObject({ status: 403, code: 'LinkedAuthorizationFailed' })
    expect(JSON.stringify(refused.body)).toContain('Microsoft.Network/virtualNetworks/subnets/join/action')
  })

  it('each caller can ask what it may do', async () => {
    const at = `${group}/providers/Microsoft.Authorization/permissions`
    expect(read.list((await arm.get(at)).body, 'value')).toEqual([{ actions: ['*'], notActions: [] }])
    expect(read.texts(read.list((await limited.get(at)).body, 'value')[0], 'actions')).toContain('Microsoft.Network/*')
    expect(
      (await arm.get(`${scope}/resourceGroups/nowhere/providers/Microsoft.Authorization/permissions`)).status,
    ).toBe(404)
  })

  it('the actions that were needed are known', async () => {
    await arm.post('/_simulator/reset')
    await arm.put(group, { location })
    await arm.make(`${net}/virtualNetworks/vnet`, bodies.network())
    await arm.get(`${net}/virtualNetworks`)
    await arm.take(`${net}/virtualNetworks/vnet`)
    expect(read.texts((await arm.get('/_simulator/actions')).body, 'items')).toEqual([
      'Microsoft.Network/virtualNetworks/delete',
      'Microsoft.Network/virtualNetworks/read',
      'Microsoft.Network/virtualNetworks/write',
      'Microsoft.Resources/subscriptions/resourceGroups/write',
    ])
  })
})

describe('names', () => {
  const check = async (namespace: string, type: string, name: string) =>
    (await arm.post(`${providers}/${namespace}/checkNameAvailability`, { name, type: `${namespace}/${type}` })).body

  it.each([
    ['Microsoft.Storage', 'storageAccounts', 'sttaken', bodies.storage],
    ['Microsoft.KeyVault', 'vaults', 'kv-taken', bodies.vault],
    ['Microsoft.ContainerRegistry', 'registries', 'crtaken', { location, sku: { name: 'Premium' }, properties: {} }],
  ])('%s says whether a name can be had', async (namespace, type, name, body) => {
    expect(await check(namespace, type, name)).toEqual({ nameAvailable: true })
    await arm.make(`${group}/providers/${namespace}/${type}/${name}`, body)
    expect(await check(namespace, type, name.toUpperCase().toLowerCase())).toMatchObject({
      nameAvailable: false,
      reason: 'AlreadyExists',
    })
    expect(await check(namespace, type, '!')).toMatchObject({ nameAvailable: false })
  })

  it('the name of a deleted vault cannot be had', async () => {
    await arm.make(`${group}/providers/Microsoft.KeyVault/vaults/kv-gone`, bodies.vault)
    await arm.take(`${group}/providers/Microsoft.KeyVault/vaults/kv-gone`)
    expect(await check('Microsoft.KeyVault', 'vaults', 'kv-gone')).toMatchObject({ nameAvailable: false })
  })
})

describe('quota', () => {
  const quota = (counter: string, family: string, limit: number) =>
    arm.send('PUT', '/_simulator/quotas', { subscription, region: location, counter, name: family, limit })
  const usage = async (namespace: string, family: string) =>
    read
      .list((await arm.get(`${providers}/${namespace}/locations/${location}/usages`)).body, 'value')
      .find((item) => read.text(item, 'name', 'value') === family)

  it('Azure ML counts by family, and refuses a cluster of which not one node could be', async () => {
    await arm.make(`${group}/providers/Microsoft.Storage/storageAccounts/stquota`, bodies.storage)
    await arm.make(`${group}/providers/Microsoft.KeyVault/vaults/kv-quota`, bodies.vault)
    await arm.make(`${group}/providers/Microsoft.Insights/components/insights`, {
      location,
      kind: 'web',
      properties: { Application_Type: 'web' },
    })
    const workspace = {
      location,
      identity: { type: 'SystemAssigned' },
      properties: {
        storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/stquota`,
        keyVault: `${group}/providers/Microsoft.KeyVault/vaults/kv-quota`,
        applicationInsights: `${group}/providers/Microsoft.Insights/components/insights`,
      },
    }
    await arm.make(`${ml}/mlw`, workspace)
    const cluster = (minNodeCount: number) => ({
      location,
      properties: {
        computeType: 'AmlCompute',
        properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { minNodeCount, maxNodeCount: 4 } },
      },
    })
    expect((await quota('machineLearning', 'standardDSv2Family', 8)).status).toBe(204)
    expect((await arm.make(`${ml}/mlw/computes/one`, cluster(1))).status).toBe(200)
    expect(
      await usage('Microsoft.MachineLearningServices', 'Standard DSv2 Family Cluster Dedicated vCPUs'),
    ).toMatchObject({
      currentValue: 4,
      limit: 8,
    })
    await quota('machineLearning', 'standardDSv2Family', 6)
    const refused = await arm.put(`${ml}/mlw/computes/two`, cluster(0))
    expect(refused).toMatchObject({ status: 400, code: 'BadRequest' })
    expect(JSON.stringify(refused.body)).toContain('has a Standard DSv2 family vCPU quota of 6 and cannot accomodate')
  })

  it('what is not known is refused with a reason', async () => {
    expect(await quota('machineLearning', 'standardNothing', 1)).toMatchObject({ status: 400, code: 'InvalidQuota' })
    expect(await quota('other', 'standardDSv2Family', 1)).toMatchObject({ status: 400, code: 'InvalidQuota' })
    expect(await quota('compute', 'standardDSv2Family', -1)).toMatchObject({ status: 400, code: 'InvalidQuota' })
  })
})
