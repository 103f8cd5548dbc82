import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inHybrid, inManagedWithNetwork, inPrivate } from '../../test/requests.ts'

type Resources = NonNullable<WorkspaceRequest['resources']>

test.each<[Resources, string]>([
  [{ registry: { serviceEndpoint: true } }, 'registry-service-endpoint /resources/registry/serviceEndpoint'],
  [{ storage: { privateEndpoint: true, serviceEndpoint: true } }, 'both-endpoints /resources/storage/serviceEndpoint'],
  [{ vault: { privateEndpoint: true, serviceEndpoint: true } }, 'both-endpoints /resources/vault/serviceEndpoint'],
  [{ storage: { privateEndpoint: false } }, 'endpoint-required /resources/storage/privateEndpoint'],
  [{ vault: { privateEndpoint: false } }, 'endpoint-required /resources/vault/privateEndpoint'],
  [{ registry: { privateEndpoint: false } }, 'endpoint-required /resources/registry/privateEndpoint'],
  [{ workspace: { privateEndpoint: false } }, 'endpoint-required /resources/workspace/privateEndpoint'],
  [
    { storage: { serviceEndpoint: true, serviceEndpointSubnet: 'endpoints' } },
    'storage-service-endpoint-subnet /resources/storage/serviceEndpointSubnet',
  ],
  [{ storage: { serviceEndpointSubnet: 'training' } }, 'option-not-used /resources/storage/serviceEndpointSubnet'],
])('%j is refused', (resources, problem) => {
  expect(codesAt({ ...inPrivate, resources })).toEqual([problem])
})

test('a managed network has no service endpoints', () => {
  expect(codesAt({ ...inManagedWithNetwork, resources: { storage: { serviceEndpoint: true } } })).toEqual([
    'service-endpoint-managed /resources/storage/serviceEndpoint',
  ])
})

test.each<[Resources, string[]]>([
  [{ workspace: { privateEndpoint: false } }, ['endpoint-required /resources/workspace/privateEndpoint']],
  [{ storage: { privateEndpoint: false } }, ['endpoint-required /resources/storage/privateEndpoint']],
  // Only the managed network reaches these, by endpoints of its own.
  [{ vault: { privateEndpoint: false }, registry: { privateEndpoint: false } }, []],
])('of a managed workspace, %j', (resources, problems) => {
  expect(codesAt({ ...inManagedWithNetwork, resources })).toEqual(problems)
})

test.each<[WorkspaceRequest]>([
  [
    {
      ...inPrivate,
      resources: { storage: { serviceEndpoint: true, serviceEndpointSubnet: 'training', privateEndpoint: false } },
    },
  ],
  [{ ...inPrivate, resources: { vault: { serviceEndpoint: true } } }],
  [{ ...inHybrid, resources: { workspace: { privateEndpoint: false } } }],
  [{ ...inManagedWithNetwork, access: { public: true }, resources: { workspace: { privateEndpoint: false } } }],
])('other ways are accepted', (request) => {
  expect(codesAt(request)).toEqual([])
})
