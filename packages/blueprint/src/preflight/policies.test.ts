import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { cluster, inPrivate, instance } from '../../test/requests.ts'

test('a policy is asked once about each sort, and computes of another size are of another sort', () => {
  const compute = {
    clusters: [cluster, { ...cluster, name: 'cpu-2' }, { ...cluster, name: 'gpu', vmSize: 'Standard_NC6s_v3' }],
    instances: [instance],
  }
  const asked = checkOf({ ...inPrivate, compute }, 'policies')?.resources ?? []
  expect(asked.filter(({ type }) => type.endsWith('/computes')).map(({ name }) => name)).toEqual([
    'cpu',
    'gpu',
    'ana-dev',
  ])
  expect(asked.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints')).toHaveLength(1)
})

test('a policy sees the tags, the region and the options, and ids that are known before anything exists', () => {
  const endpoint = checkOf(inPrivate, 'policies')?.resources.find(({ key }) => key === 'endpoints/workspace')
  const group = `/subscriptions/${inPrivate.subscriptionId}/resourceGroups/${inPrivate.resourceGroup}`
  expect(endpoint).toMatchObject({
    type: 'Microsoft.Network/privateEndpoints',
    location: 'westeurope',
    body: {
      tags: { 'palisade-workspace': 'wks_example' },
      properties: {
        subnet: {
          id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet-fraud-detection/subnets/snet-endpoints`,
        },
      },
    },
  })
})
