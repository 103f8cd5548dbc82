import { dependenciesOf } from '@palisade/contract'
import { resourceGroup, subscription, virtualNetwork } from '@palisade/facts'
import { expect, test } from 'vitest'
import { amend, declare, read } from './declare.ts'

const tenant = read(subscription, { key: 'tenant', phase: 'preflight', name: 's', id: '/subscriptions/s' })
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
