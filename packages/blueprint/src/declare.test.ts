import { dependenciesOf } from '@palisade/contract'
import {
  blobContainer,
  diagnosticSetting,
  privateDnsZoneGroup,
  resourceGroup,
  storageAccount,
  subnet,
  subscription,
  virtualNetwork,
} from '@palisade/facts'
import { expect, test } from 'vitest'
import { adjust, amend, awaited, declare, read } from './declare.ts'

const tenant = read(subscription, { key: 'tenant', phase: 'preflight', id: '/subscriptions/s' })
const tags = {}
const group = declare(resourceGroup, {
  key: 'group',
  phase: 'network',
  parent: tenant,
  name: 'RG',
  body: { location: 'here', tags },
})
const network = declare(virtualNetwork, {
  key: 'net',
  phase: 'network',
  parent: group,
  name: 'vnet',
  exclusive: [`${group.id}/X`],
  body: { location: 'here', tags, properties: { addressSpace: { addressPrefixes: ['10.0.0.0/20'] } } },
})

test('an id is made of the parent, and the parent is waited for', () => {
  expect(group.id).toBe('/subscriptions/s/resourceGroups/RG')
  expect(network.id).toBe('/subscriptions/s/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/vnet')
  expect(dependenciesOf(network.declared)).toEqual(['group'])
})

test('exclusive ids are compared in lower case, so they are written in it', () => {
  expect(network.declared.exclusive).toEqual(['/subscriptions/s/resourcegroups/rg/x'])
})

test('an amendment has the id of its target and waits for it and for what it refers to', () => {
  const amended = amend(virtualNetwork, {
    key: 'dns',
    phase: 'network',
    target: network,
    body: { properties: { dhcpOptions: { dnsServers: [tenant.output('tenantId')] } } },
  })
  expect(amended.id).toBe(network.id)
  expect(dependenciesOf(amended.declared).toSorted()).toEqual(['net', 'tenant'])
})

test('what is read has no body unless something is required of it, and the name that its id ends in', () => {
  expect(tenant.declared).toMatchObject({ action: 'read', name: 's', body: null, after: [], exclusive: [] })
  const requires = { addressPrefixes: ['10.0.0.0/24'] }
  const hub = read(virtualNetwork, { key: 'hub', phase: 'preflight', id: `${network.id}-hub`, requires })
  expect(hub.declared).toMatchObject({ action: 'read', name: 'vnet-hub', body: requires })
})

test("an adjustment has the id of somebody else's resource, and nothing of it is removed", () => {
  const theirs = read(subnet, { key: 'theirs', phase: 'preflight', id: `${network.id}/subnets/ml` })
  const adjusted = adjust(subnet, {
    key: 'ml',
    phase: 'network',
    target: theirs,
    after: [network],
    exclusive: [network.id],
    body: { properties: { privateEndpointNetworkPolicies: 'Disabled' } },
  })
  expect(adjusted.declared).toMatchObject({ action: 'adjust', id: theirs.id, name: 'ml', expectedRemovalSeconds: 0 })
  expect(adjusted.declared).not.toHaveProperty('isGuest')
  expect(dependenciesOf(adjusted.declared).toSorted()).toEqual(['net', 'theirs'])
})

test('what is awaited is only looked at, after what it is made for and for as long as its maker takes', () => {
  const records = awaited(privateDnsZoneGroup, {
    key: 'records',
    phase: 'endpoints',
    id: `${group.id}/providers/Microsoft.Network/privateEndpoints/pe/privateDnsZoneGroups/byPolicy`,
    after: [network],
    expectedSeconds: 600,
  })
  expect(records.declared).toMatchObject({ action: 'await', name: 'byPolicy', body: null, expectedSeconds: 600 })
  expect(records.declared.expectedRemovalSeconds).toBe(0)
  expect(dependenciesOf(records.declared)).toEqual(['net'])
})

test('a guest says that it is one, and nothing else says so', () => {
  const inTheirs = (isGuest: boolean) =>
    declare(subnet, {
      key: 'guest',
      phase: 'network',
      parent: network,
      name: 'snet-abc234',
      isGuest,
      body: { properties: { addressPrefix: '10.0.0.0/24' } },
    }).declared
  expect(inTheirs(true)).toMatchObject({ isGuest: true })
  expect(inTheirs(false)).not.toHaveProperty('isGuest')
  expect(network.declared).not.toHaveProperty('isGuest')
})

test('what another provider keeps below a resource, and what is in an account, have ids of their own form', () => {
  const scope = read(storageAccount, {
    key: 'account',
    phase: 'preflight',
    id: `${group.id}/providers/Microsoft.Storage/storageAccounts/st`,
  })
  const logs = { workspaceId: network.ref, metrics: [{ category: 'AllMetrics', enabled: true }] } as const
  const body = { properties: { publicAccess: 'None' } } as const
  const setting = declare(diagnosticSetting, {
    key: 'd',
    phase: 'monitor',
    parent: scope,
    name: 'diag',
    body: { properties: logs },
  })
  const container = declare(blobContainer, { key: 'c', phase: 'studio', parent: scope, name: 'labels', body })
  expect(setting.id).toBe(`${scope.id}/providers/Microsoft.Insights/diagnosticSettings/diag`)
  expect(container.id).toBe(`${scope.id}/blobServices/default/containers/labels`)
})

test('the compiler refuses what the schema does not know', () => {
  declare(resourceGroup, {
    key: 'x',
    phase: 'network',
    parent: tenant,
    name: 'x',
    // @ts-expect-error a resource group has no colour
    body: { location: 'here', tags, colour: 'red' },
  })
  // @ts-expect-error a virtual network gives no such output
  network.output('privateIp')
  // @ts-expect-error a resource group is not amended
  amend(resourceGroup, { key: 'y', phase: 'network', target: group, body: { location: 'there' } })
  expect(network.declared.kind).toBe('Microsoft.Network/virtualNetworks')
})
