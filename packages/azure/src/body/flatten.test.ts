import type { Vault, VaultCreateOrUpdateParameters } from '@azure/arm-keyvault'
import type { AzureFirewall, RouteTable, Subnet } from '@azure/arm-network'
import { expect, test } from 'vitest'
import { flatten } from './flatten.ts'
import { knownTo } from './known-to.ts'

test('properties move up, at every depth', () => {
  const table: RouteTable = flatten({
    location: 'westeurope',
    properties: {
      disableBgpRoutePropagation: true,
      routes: [
        { name: 'default', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } },
        { name: 'none', properties: { addressPrefix: '10.0.0.0/8', nextHopType: 'None' } },
      ],
    },
  })
  expect(table).toEqual({
    location: 'westeurope',
    disableBgpRoutePropagation: true,
    routes: [
      { name: 'default', addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' },
      { name: 'none', addressPrefix: '10.0.0.0/8', nextHopType: 'None' },
    ],
  })
})

// The SDKs drop a name that they do not know without a word: a subnet would silently stay open. So it must not compile.
// These lines are checked by `tsc`, which reports an expected error that does not occur.
test('a misspelt name does not compile', () => {
  // @ts-expect-error `defaultOutboundAcces`
  const subnet: Subnet = flatten({ properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAcces: false } })
  // @ts-expect-error `nextHopIp`, inside of a list
  const table: RouteTable = flatten({
    properties: { routes: [{ name: 'a', properties: { nextHopType: 'VirtualAppliance', nextHopIp: '10.0.0.4' } }] },
    location: 'westeurope',
  })
  // @ts-expect-error `publicIpAddress`: it is `publicIPAddress`
  const firewall: AzureFirewall = flatten({
    properties: { ipConfigurations: [{ properties: { publicIpAddress: {} } }] },
  })
  const vault: VaultCreateOrUpdateParameters = knownTo({
    location: 'westeurope',
    // @ts-expect-error `softDeleteRetention`, in a model that is not flattened
    properties: { tenantId: 't', sku: { family: 'A', name: 'standard' }, softDeleteRetention: 90 },
  })
  expect([subnet, table, firewall, vault]).toHaveLength(4)
})

test('a wrong value does not compile', () => {
  // @ts-expect-error a word is no boolean
  const subnet: Subnet = flatten({ properties: { defaultOutboundAccess: 'no' } })
  // @ts-expect-error the vault's properties have no place in this model
  const vault: Vault = flatten({ properties: { tenantId: 't' } })
  expect([subnet, vault]).toHaveLength(2)
})
