import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, net } from './arm.ts'
import { subscription } from './clients.ts'
import { Clock } from './clock.ts'

const scope = `/subscriptions/${subscription}`
const worker = '11111111-aaaa-bbbb-cccc-333333333333'
const guid = (last: number) => `22222222-aaaa-bbbb-cccc-${String(last).padStart(12, '0')}`
const definitions = `${scope}/providers/Microsoft.Authorization/roleDefinitions`
const assignments = `${group}/providers/Microsoft.Authorization/roleAssignments`
const networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'

const clock = new Clock()
let simulator: Simulator
let arm: Arm
let limited: Arm
beforeAll(async () => {
  simulator = await startSimulator({
    now: clock.now,
    timeScale: 1_000,
    roles: { [worker]: [{ scope, actions: ['*/read', 'Microsoft.Storage/*'] }] },
    roleDelaySeconds: 100,
  })
  arm = armOf(simulator, undefined, clock)
  const token = Buffer.from(JSON.stringify({ oid: worker, appid: 'palisade' })).toString('base64url')
  limited = armOf(simulator, { authorization: `Bearer e30.${token}.x` }, clock)
})
afterEach(() => arm.post('/_simulator/reset'))
afterAll(() => simulator.close())

const give = (role: string) =>
  arm.put(`${assignments}/${guid(9)}`, {
    properties: { principalId: worker, roleDefinitionId: `${definitions}/${role}`, principalType: 'ServicePrincipal' },
  })

it('a role that is assigned has its effect after a while, within its scope, and shows in the permissions', async () => {
  await arm.put(group, { location })
  const network = `${net}/virtualNetworks/vnet`
  expect((await limited.put(network, bodies.network())).code).toBe('AuthorizationFailed')
  await give(networkContributor)
  expect((await limited.put(network, bodies.network())).code).toBe('AuthorizationFailed')
  clock.pass(60_000)
  expect((await limited.put(network, bodies.network())).status).toBeLessThan(300)
  const permissions = await limited.get(`${group}/providers/Microsoft.Authorization/permissions`)
  expect(read.list(permissions.body, 'value').flatMap((each) => read.texts(each, 'actions'))).toContain(
    'Microsoft.Network/*',
  )
  const elsewhere = `${scope}/resourceGroups/other`
  await arm.put(elsewhere, { location })
  const there = `${elsewhere}/providers/Microsoft.Network/virtualNetworks/vnet`
  expect((await limited.put(there, bodies.network())).code).toBe('AuthorizationFailed')
})

it('to let a subnet in at an account needs an action on the subnet; Azure says both actions', async () => {
  await arm.put(group, { location })
  await arm.make(`${net}/virtualNetworks/vnet`, {
    location,
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [
        {
          name: 'a',
          properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.Storage' }] },
        },
      ],
    },
  })
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/stjoined`
  const rules = { defaultAction: 'Deny', virtualNetworkRules: [{ id: `${net}/virtualNetworks/vnet/subnets/a` }] }
  const refused = await limited.put(account, { ...bodies.storage, properties: { networkAcls: rules } })
  expect(refused).toMatchObject({ status: 403, code: 'LinkedAuthorizationFailed' })
  expect(read.text(refused.body, 'error', 'message')).toContain(
    `has permission to perform action 'Microsoft.Storage/storageAccounts/write' on scope '${account}'; however, it does not have permission to perform action 'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action' on the linked scope(s)`,
  )
})

it('an endpoint that waits for approval needs nothing on its target, one that is approved at once does', async () => {
  await arm.put(group, { location })
  await arm.make(`${net}/virtualNetworks/vnet`, bodies.network({ a: '10.0.0.0/24' }))
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-approved`
  await arm.make(vault, bodies.vault)
  await give(networkContributor)
  const endpoint = bodies.endpoint(`${net}/virtualNetworks/vnet/subnets/a`, vault, 'vault')
  clock.pass(60_000)
  expect((await limited.put(`${net}/privateEndpoints/pe`, endpoint)).code).toBe('LinkedAuthorizationFailed')
  const { subnet, privateLinkServiceConnections } = endpoint.properties
  const waiting = {
    location,
    properties: { subnet, manualPrivateLinkServiceConnections: privateLinkServiceConnections },
  }
  expect((await limited.put(`${net}/privateEndpoints/pe`, waiting)).status).toBe(201)
})

it('roles of every tenant and roles of ones own are listed where they can be given', async () => {
  const own = {
    properties: {
      roleName: 'Reader of networks',
      assignableScopes: [group],
      permissions: [{ actions: ['Microsoft.Network/*/read'] }],
    },
  }
  await arm.put(group, { location })
  expect((await arm.put(`${definitions}/${guid(1)}`, own)).status).toBe(201)
  const names = async (at: string, filter = '') =>
    read
      .list((await arm.get(`${at}/providers/Microsoft.Authorization/roleDefinitions?$filter=${filter}`)).body, 'value')
      .map((role) => read.text(role, 'properties', 'roleName'))
  expect(await names(group)).toEqual(expect.arrayContaining(['Reader', 'Reader of networks']))
  expect(await names(scope)).not.toContain('Reader of networks')
  expect(await names(group, encodeURIComponent("type eq 'CustomRole'"))).toEqual(['Reader of networks'])
  const reader = await arm.get(`${definitions}/acdd72a7-3385-48ef-bd42-f606fba81ae7`)
  expect(read.list(reader.body, 'properties', 'permissions')).toMatchObject([{ actions: ['*/read'], notActions: [] }])
  expect((await arm.put(`${definitions}/${guid(2)}`, own)).code).toBe('RoleDefinitionWithSameNameExists')
  await give(guid(1))
  expect((await arm.delete(`${definitions}/${guid(1)}`)).code).toBe('RoleDefinitionHasAssignments')
})
