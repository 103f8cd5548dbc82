import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inExisting, inManaged, inOpen, inPrivate, instance, virtualNetworkId } from '../../test/requests.ts'

const routed: WorkspaceRequest = { ...inExisting, egress: { mode: 'appliance', nextHop: '10.9.0.4' } }
const inSubnet = (request: WorkspaceRequest, subnetId: string): WorkspaceRequest => ({
  ...request,
  compute: { clusters: [{ ...cluster, subnetId }], instances: [{ ...instance, subnetId }] },
})
const both = (code: string, field: string) => [
  `${code} /compute/clusters/0/${field}`,
  `${code} /compute/instances/0/${field}`,
]

test.each<[string, WorkspaceRequest, string]>([
  ['another network', inSubnet(routed, `${virtualNetworkId}-2/subnets/other`), 'compute-other-network'],
  ['a subnet beside a new network', inSubnet(inPrivate, `${virtualNetworkId}/subnets/other`), 'compute-other-network'],
  [
    'another subscription',
    inSubnet(routed, `${virtualNetworkId}/subnets/other`.replace('11111111', '99999999')),
    'compute-other-subscription',
  ],
])('compute in %s is refused', (_, request, code) => {
  expect(codesAt(request)).toEqual(both(code, 'subnetId'))
})

test('another subnet of the network is accepted, in whatever case', () => {
  expect(codesAt(inSubnet(routed, `${virtualNetworkId.toUpperCase()}/subnets/other`))).toEqual([])
})

test.each([inPrivate, inOpen, inManaged])('compute in another region is refused', (request) => {
  const compute = {
    clusters: [{ ...cluster, region: 'northeurope' }],
    instances: [{ ...instance, region: 'northeurope' }],
  }
  expect(codesAt({ ...request, compute })).toEqual(both('compute-other-region', 'region'))
  expect(codesAt({ ...request, compute: { clusters: [{ ...cluster, region: 'westeurope' }] } })).toEqual([])
})

test('compute stays in the training subnet where storage has its service endpoint', () => {
  const request = { ...routed, resources: { storage: { serviceEndpoint: true } } }
  expect(codesAt(inSubnet(request, `${virtualNetworkId}/subnets/other`))).toEqual(
    both('storage-service-endpoint-subnet', 'subnetId'),
  )
  expect(codesAt(inSubnet(request, `${virtualNetworkId}/subnets/Training`))).toEqual([])
})
