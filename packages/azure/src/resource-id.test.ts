import { expect, test } from 'vitest'
import { parseResourceId } from './resource-id.ts'

const subscription = '11111111-1111-1111-1111-111111111111'
const group = `/subscriptions/${subscription}/resourceGroups/rg-a`

test('a child knows its parent', () => {
  expect(parseResourceId(`${group}/providers/Microsoft.Network/virtualNetworks/vnet-a/subnets/training`)).toMatchObject(
    {
      type: 'Microsoft.Network/virtualNetworks/subnets',
      name: 'training',
      parentName: 'vnet-a',
      parentId: `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a`,
      group: 'rg-a',
      subscription: '11111111-1111-1111-1111-111111111111',
    },
  )
})

test('a role assignment is no child of what it is about', () => {
  const scope = `${group}/providers/Microsoft.Storage/storageAccounts/sta`
  expect(parseResourceId(`${scope}/providers/Microsoft.Authorization/roleAssignments/g`)).toMatchObject({
    type: 'Microsoft.Authorization/roleAssignments',
    name: 'g',
    scope,
    parentId: undefined,
  })
})

test('what another provider puts below a resource belongs to that resource', () => {
  const scope = `${group}/providers/Microsoft.ContainerService/managedClusters/aks-a`
  expect(parseResourceId(`${scope}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`)).toMatchObject({
    type: 'Microsoft.KubernetesConfiguration/extensions',
    name: 'azureml',
    scope,
    parentId: scope,
    parentName: 'aks-a',
  })
})

test('a container belongs to its account, and so does a setting of the service that it lies in', () => {
  const account = `${group}/providers/Microsoft.Storage/storageAccounts/sta`
  const belongs = { parentId: account, parentName: 'sta' }
  expect(parseResourceId(`${account}/blobServices/default/containers/labels`)).toMatchObject({
    ...belongs,
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    name: 'labels',
  })
  const setting = `${account}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/logs`
  expect(parseResourceId(setting)).toMatchObject({
    ...belongs,
    type: 'Microsoft.Insights/diagnosticSettings',
    scope: `${account}/blobServices/default`,
  })
})

test('groups and subscriptions have ids without a provider', () => {
  expect(parseResourceId(group)).toMatchObject({ type: 'Microsoft.Resources/resourceGroups', name: 'rg-a' })
  expect(parseResourceId(`/subscriptions/${subscription}`)).toMatchObject({
    type: 'Microsoft.Resources/subscriptions',
    name: subscription,
  })
})

test.each(['', 'vnet-a', '/subscriptions/', `${group}/providers/Microsoft.Network`, `${group}/providers/A.B/c`])(
  '%j is refused',
  (id) => {
    expect(() => parseResourceId(id)).toThrow('Not an ARM id')
  },
)
