import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import {
  cluster,
  inHybrid,
  inManaged,
  inManagedWithNetwork,
  inOpen,
  inPrivate,
  instance,
  virtualNetworkId,
} from '../../test/requests.ts'

const subnetId = `${virtualNetworkId}/subnets/training`

test.each([inPrivate, inHybrid, inOpen, inManaged, inManagedWithNetwork])(
  'the least of a scenario is accepted',
  (request) => {
    expect(codesAt(request)).toEqual([])
  },
)

test.each<[string, WorkspaceRequest, string[]]>([
  ['isolation outside managed', { ...inPrivate, isolation: 'internet' }, ['/isolation']],
  ['outbound rules outside managed', { ...inOpen, outboundRules: [] }, ['/outboundRules']],
  ['egress in managed', { ...inManaged, egress: { mode: 'none' } }, ['/egress']],
  [
    'a subnet and a public address of compute in managed',
    {
      ...inManaged,
      compute: { clusters: [{ ...cluster, subnetId, publicIp: true }], instances: [{ ...instance, subnetId }] },
    },
    ['/compute/clusters/0/subnetId', '/compute/clusters/0/publicIp', '/compute/instances/0/subnetId'],
  ],
  [
    'endpoints to what only the managed network reaches',
    { ...inManagedWithNetwork, resources: { vault: { privateEndpoint: true }, registry: { privateEndpoint: true } } },
    ['/resources/vault/privateEndpoint', '/resources/registry/privateEndpoint'],
  ],
  ['a network in open', { ...inOpen, network: { addressSpace: '10.0.0.0/20' } }, ['/network']],
  [
    'who is admitted to open storage',
    { ...inOpen, resources: { storage: { admits: 'trustedServices' } } },
    ['/resources/storage/admits'],
  ],
  ['a closed workspace in open', { ...inOpen, access: { public: false } }, ['/access/public']],
  ['a closed workspace in hybrid', { ...inHybrid, access: { public: false } }, ['/access/public']],
])('%s is refused', (_, request, pointers) => {
  expect(codesAt(request)).toEqual(pointers.map((pointer) => `scenario-conflict ${pointer}`))
})

test('compute of a managed network may be said to have no public address', () => {
  expect(codesAt({ ...inManaged, compute: { clusters: [{ ...cluster, publicIp: false }] } })).toEqual([])
})
