import { expect, test } from 'vitest'
import { resourceTypes } from '../resource-types/resource-types.ts'
import { actionToPointAt } from './action-to-point-at.ts'
import { actionsOn } from './actions-on.ts'

test('who makes a resource may also read it and take it away', () => {
  expect(actionsOn('Microsoft.KeyVault/vaults', 'make')).toEqual([
    'Microsoft.KeyVault/vaults/read',
    'Microsoft.KeyVault/vaults/write',
    'Microsoft.KeyVault/vaults/delete',
  ])
})

test('the actions on a resource group are those of its subscription', () => {
  expect(actionsOn('Microsoft.Resources/resourceGroups', 'read')).toEqual([
    'Microsoft.Resources/subscriptions/resourceGroups/read',
  ])
})

test('a key that Azure makes needs the action that makes it', () => {
  expect(actionsOn('Microsoft.Compute/sshPublicKeys', 'make')).toContain(
    'Microsoft.Compute/sshPublicKeys/generateKeyPair/action',
  )
})

test('a subnet is joined, but by a service endpoint it is joined in another way', () => {
  const subnet = 'Microsoft.Network/virtualNetworks/subnets'
  expect(actionToPointAt(subnet, 'Microsoft.Network/privateEndpoints')).toBe(`${subnet}/join/action`)
  expect(actionToPointAt(subnet, 'Microsoft.Storage/storageAccounts')).toBe(`${subnet}/joinViaServiceEndpoint/action`)
})

test('a workspace is pointed at freely, and only its private endpoint has to be approved', () => {
  const workspace = 'Microsoft.MachineLearningServices/workspaces'
  expect(actionToPointAt(workspace, 'Microsoft.Insights/diagnosticSettings')).toBeUndefined()
  expect(actionToPointAt(workspace, 'Microsoft.Network/privateEndpoints')).toBe(
    `${workspace}/privateEndpointConnectionsApproval/action`,
  )
})

test('every type has a name that actions begin with', () => {
  for (const { type } of resourceTypes) expect(actionsOn(type, 'read')[0]).toMatch(/^Microsoft\.[A-Za-z]+\/.+\/read$/)
})
