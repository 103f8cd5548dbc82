import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { exampleOf } from '../../test/examples.ts'
import { inExisting, inOpen, virtualNetworkId } from '../../test/requests.ts'

const needsOf = (request: Parameters<typeof checkOf>[0]) =>
  new Map(checkOf(request, 'permissions')?.needs.map(({ scope, actions }) => [scope, actions]))

test('what is made in our group needs its permissions there, role assignments included', () => {
  const actions = needsOf(inOpen).get(`/subscriptions/${inOpen.subscriptionId}/resourceGroups/${inOpen.resourceGroup}`)
  expect(actions).toEqual(
    expect.arrayContaining([
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.KeyVault/vaults/delete',
      'Microsoft.MachineLearningServices/workspaces/write',
      'Microsoft.Resources/subscriptions/resourceGroups/write',
    ]),
  )
})

test("somebody else's subnet is joined, and not written", () => {
  expect(needsOf(inExisting).get(`${virtualNetworkId}/subnets/endpoints`)).toEqual([
    'Microsoft.Network/virtualNetworks/subnets/join/action',
    'Microsoft.Network/virtualNetworks/subnets/read',
  ])
})

test('one that may be adjusted is written', () => {
  const existing = { ...inExisting.network?.existing, virtualNetworkId, mayAdjust: true }
  const request = { ...inExisting, network: { existing } }
  expect(needsOf(request).get(`${virtualNetworkId}/subnets/endpoints`)).toContain(
    'Microsoft.Network/virtualNetworks/subnets/write',
  )
})

test('a guest needs its permissions where it is going to live', () => {
  const request = { ...inExisting, network: { ...inExisting.network, addressSpace: '10.2.0.0/20' } }
  const existing = { virtualNetworkId }
  const actions = needsOf({ ...request, network: { ...request.network, existing } }).get(virtualNetworkId)
  expect(actions).toEqual(
    expect.arrayContaining([
      'Microsoft.Network/virtualNetworks/join/action',
      'Microsoft.Network/virtualNetworks/subnets/delete',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/virtualNetworks/subnets/write',
    ]),
  )
})

test('an identity of a compute is assigned, wherever it is', () => {
  const assigned = [...needsOf(exampleOf('training'))].filter(([scope]) => scope.includes('userAssignedIdentities'))
  expect(assigned.map(([, actions]) => actions)).toEqual([
    [
      'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      'Microsoft.ManagedIdentity/userAssignedIdentities/read',
    ],
  ])
})
