import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  // Fast enough to wait for, and slow enough that the second of two requests finds the first still running.
  simulator = await startSimulator({ now: clock.now, timeScale: 300 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const vnet = `${net}/virtualNetworks/vnet`
const logs = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`
const insights = `${group}/providers/Microsoft.Insights/components/insights`
const scope = `${group}/providers/Microsoft.Insights/privateLinkScopes/scope`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/store1`
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/registry1`
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`
const sentinel = `${logs}/providers/Microsoft.SecurityInsights/onboardingStates`
const zones = [
  'privatelink.monitor.azure.com',
  'privatelink.oms.opinsights.azure.com',
  'privatelink.ods.opinsights.azure.com',
  'privatelink.agentsvc.azure-automation.net',
  'privatelink.blob.core.windows.net',
]
const scopeBody = (mode = 'Open'): JsonObject => ({
  location: 'global',
  properties: { accessModeSettings: { ingestionAccessMode: mode, queryAccessMode: mode } },
})
const link = (linkedResourceId: string): JsonObject => ({ properties: { linkedResourceId } })
const setting = (workspaceId?: string): JsonObject => ({
  properties: {
    ...(workspaceId === undefined ? {} : { workspaceId }),
    logs: [{ categoryGroup: 'allLogs', enabled: true }],
    metrics: [{ category: 'AllMetrics', enabled: true }],
  },
})
const settingOf = (resource: string, name = 'to-logs'): string =>
  `${resource}/providers/Microsoft.Insights/diagnosticSettings/${name}`
const refused = async (answer: ReturnType<Arm['put']>): Promise<string> => {
  const { status, code } = await answer
  return `${status} ${code}`
}

describe('a private link scope of Azure Monitor', () => {
  beforeEach(async () => {
    await arm.make(logs, { location, properties: {} })
    await arm.make(insights, {
      location,
      kind: 'web',
      properties: { Application_Type: 'web', WorkspaceResourceId: logs },
    })
  })
  it('is global, and says how it is reached', async () => {
    expect(await refused(arm.put(scope, { location: 'global', properties: {} }))).toBe('400 InvalidRequestFormat')
    expect(await refused(arm.put(scope, scopeBody('Closed')))).toBe('400 BadRequest')
    expect(await refused(arm.put(scope, { ...scopeBody(), location }))).toBe('400 LocationNotAvailableForResourceType')
    expect((await arm.put(scope, scopeBody())).status).toBe(201)
    expect((await arm.get(scope)).body).toMatchObject({
      location: 'global',
      properties: {
        provisioningState: 'Succeeded',
        accessModeSettings: { ingestionAccessMode: 'Open', queryAccessMode: 'Open', exclusions: [] },
      },
    })
  })
  it('takes one link at a time, and each resource once', async () => {
    await arm.make(scope, scopeBody())
    await arm.put(`${scope}/scopedResources/logs`, link(logs))
    expect(await refused(arm.put(`${scope}/scopedResources/insights`, link(insights)))).toBe('409 Conflict')
    await arm.ready(`${scope}/scopedResources/logs`)
    await arm.make(`${scope}/scopedResources/insights`, link(insights))
    expect(await refused(arm.put(`${scope}/scopedResources/again`, link(logs)))).toBe('409 Conflict')
    await arm.make(storage, bodies.storage)
    expect(await refused(arm.put(`${scope}/scopedResources/store`, link(storage)))).toBe('400 BadRequest')
    expect(await refused(arm.put(`${scope}/scopedResources/none`, link(`${logs}x`)))).toBe(
      '400 InvalidResourceReference',
    )
  })
  it('holds what is linked to it', async () => {
    await arm.make(scope, scopeBody())
    await arm.make(`${scope}/scopedResources/logs`, link(logs))
    expect(await refused(arm.delete(logs))).toBe('409 Conflict')
    await arm.take(`${scope}/scopedResources/logs`)
    expect((await arm.delete(logs)).status).toBe(202)
    await arm.make(`${scope}/scopedResources/insights`, link(insights))
    expect(await refused(arm.delete(insights))).toBe('409 Conflict')
    await arm.take(scope)
    expect((await arm.get(`${scope}/scopedResources/insights`)).status).toBe(404)
    expect((await arm.delete(insights)).status).toBe(200)
  })
  it('has a private endpoint whose names are in five zones', async () => {
    await Promise.all([
      arm.make(scope, scopeBody()),
      arm.make(vnet, bodies.network({ a: '10.0.1.0/24' })),
      ...zones.map((zone) => arm.make(`${net}/privateDnsZones/${zone}`, { location: 'global' })),
    ])
    await arm.make(`${scope}/scopedResources/logs`, link(logs))
    const endpoint = `${net}/privateEndpoints/pe`
    await arm.make(endpoint, bodies.endpoint(`${vnet}/subnets/a`, scope, 'azuremonitor'))
    await arm.make(`${endpoint}/privateDnsZoneGroups/default`, {
      properties: {
        privateDnsZoneConfigs: zones.map((zone) => ({
          name: zone.replaceAll('.', '-'),
          properties: { privateDnsZoneId: `${net}/privateDnsZones/${zone}` },
        })),
      },
    })
    const customer = read.text((await arm.get(logs)).body, 'properties', 'customerId') ?? ''
    const records = await Promise.all(
      zones.map(async (zone) =>
        read
          .list((await arm.get(`${net}/privateDnsZones/${zone}/A`)).body, 'value')
          .map((record) => read.text(record, 'name')),
      ),
    )
    expect(records).toEqual([
      ['api', 'diagservices-query', 'global.handler.control', 'global.in.ai', 'live', 'profiler', 'snapshot'],
      [customer],
      [customer],
      [customer],
      ['scadvisorcontentpl'],
    ])
    const { body } = await arm.get(endpoint)
    expect(read.list(body, 'properties', 'customDnsConfigs')).toHaveLength(11)
    expect(read.list((await arm.get(scope)).body, 'properties', 'privateEndpointConnections')).toHaveLength(1)
  })
})

describe('a diagnostic setting', () => {
  beforeEach(async () => {
    await Promise.all([
      arm.make(logs, { location, properties: {} }),
      arm.make(storage, bodies.storage),
      arm.make(vnet, bodies.network()),
    ])
  })
  it('lies at any resource, is listed there, and goes with it', async () => {
    const blobs = `${storage}/blobServices/default`
    for (const resource of [vnet, storage, blobs, logs]) {
      expect((await arm.put(settingOf(resource), setting(logs))).status).toBe(200)
      expect((await arm.get(settingOf(resource))).body).toMatchObject({
        type: 'Microsoft.Insights/diagnosticSettings',
        ...setting(logs),
      })
    }
    const list = `${vnet}/providers/Microsoft.Insights/diagnosticSettings`
    expect(read.list((await arm.get(list)).body, 'value')).toHaveLength(1)
    await arm.delete(storage)
    expect((await arm.get(settingOf(storage))).status).toBe(404)
    expect((await arm.get(settingOf(blobs))).status).toBe(404)
    expect((await arm.delete(settingOf(vnet))).status).toBe(200)
    expect((await arm.delete(settingOf(vnet))).status).toBe(204)
  })
  it('sends somewhere that is there, from something that is there', async () => {
    expect(await refused(arm.put(settingOf(vnet), setting()))).toBe('400 BadRequest')
    expect(await refused(arm.put(settingOf(vnet), setting(`${logs}x`)))).toBe('400 InvalidResourceReference')
    expect(await refused(arm.put(settingOf(`${vnet}x`), setting(logs)))).toBe('404 ResourceNotFound')
  })
  it('does not send the same to the same place twice', async () => {
    await arm.put(settingOf(vnet), setting(logs))
    const answer = await arm.put(settingOf(vnet, 'again'), setting(logs))
    expect(`${answer.status} ${answer.code}`).toBe('409 Conflict')
    expect(read.text(answer.body, 'error', 'message')).toContain("already used in diagnostic setting 'to-logs'")
    expect((await arm.put(settingOf(vnet), setting(logs))).status).toBe(200)
  })
})

describe('Microsoft Sentinel', () => {
  it('is switched on by one state, named default, at a Log Analytics workspace', async () => {
    await arm.make(logs, { location, properties: {} })
    await arm.make(vnet, bodies.network())
    const body = { properties: { customerManagedKey: false } }
    expect(await refused(arm.put(`${sentinel}/other`, body))).toBe('400 BadRequest')
    expect(await refused(arm.put(`${sentinel.replace(logs, vnet)}/default`, body))).toBe('400 BadRequest')
    expect((await arm.put(`${sentinel}/default`, body)).status).toBe(201)
    expect((await arm.put(`${sentinel}/default`, body)).status).toBe(200)
    expect((await arm.get(`${sentinel}/default`)).body).toMatchObject({
      type: 'Microsoft.SecurityInsights/onboardingStates',
      ...body,
    })
    expect(read.list((await arm.get(sentinel)).body, 'value')).toHaveLength(1)
    await arm.take(`${logs}?force=true`)
    expect((await arm.get(`${sentinel}/default`)).status).toBe(404)
  })
})

describe('a container of blobs', () => {
  const container = `${storage}/blobServices/default/containers/labels`
  it('lies in the blob service that comes with its account, and goes with it', async () => {
    await arm.make(storage, bodies.storage)
    expect((await arm.put(container, { properties: { publicAccess: 'None' } })).status).toBe(201)
    expect((await arm.put(container, { properties: { publicAccess: 'None' } })).status).toBe(200)
    expect((await arm.get(container)).body).toMatchObject({
      name: 'labels',
      type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
      properties: { publicAccess: 'None' },
    })
    await arm.delete(storage)
    const { items } = (await arm.send('GET', '/_simulator/resources')).body
    expect(JSON.stringify(items)).not.toContain('Microsoft.Storage')
  })
  it('is public only where its account lets it be', async () => {
    await arm.make(storage, bodies.storage)
    expect(await refused(arm.put(container, { properties: { publicAccess: 'Blob' } }))).toBe(
      '409 PublicAccessNotPermitted',
    )
    expect(await refused(arm.put(container.replace('labels', 'Labels'), { properties: {} }))).toBe(
      '400 InvalidResourceName',
    )
    expect(await refused(arm.put(container.replace('store1', 'store2'), { properties: {} }))).toBe(
      '404 ParentResourceNotFound',
    )
  })
})

describe("a customer's key", () => {
  const lent = { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } }
  it('of storage is fetched by an identity that the account was lent', async () => {
    const encryption = {
      keySource: 'Microsoft.Keyvault',
      keyvaultproperties: { keyname: 'k', keyvaulturi: 'https://v.vault.azure.net' },
      identity: { userAssignedIdentity: identity },
    }
    const body = { ...bodies.storage, properties: { encryption } }
    expect((await arm.put(storage, body)).status).toBe(400)
    expect(await refused(arm.put(storage, { ...body, identity: lent }))).toBe('400 FailedIdentityOperation')
    await arm.make(identity, { location })
    const { body: made } = await arm.make(storage, { ...body, identity: lent })
    expect(made).toMatchObject({ properties: { encryption: { ...encryption, services: expect.anything() } } })
  })
  it('of a registry is fetched by an identity, with Premium, from the beginning', async () => {
    const clientId = read.text((await arm.make(identity, { location })).body, 'properties', 'clientId')
    const properties = {
      encryption: {
        status: 'enabled',
        keyVaultProperties: { identity: clientId, keyIdentifier: 'https://v.vault.azure.net/keys/k' },
      },
    }
    expect((await arm.put(registry, { ...bodies.registry(), properties })).status).toBe(400)
    expect((await arm.put(registry, { ...bodies.registry('Standard'), identity: lent, properties })).status).toBe(400)
    const { body } = await arm.make(registry, { ...bodies.registry(), identity: lent, properties })
    expect(body).toMatchObject({ properties })
    expect((await arm.put(registry, { ...bodies.registry(), identity: lent })).status).toBe(400)
  })
})
