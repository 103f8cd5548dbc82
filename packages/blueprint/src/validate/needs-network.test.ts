import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inManaged, inOpen, virtualNetworkId } from '../../test/requests.ts'

test.each<[string, Partial<WorkspaceRequest>, string]>([
  ['egress', { egress: { mode: 'natGateway' } }, '/egress'],
  ['dns', { dns: { mode: 'privateZones' } }, '/dns'],
  ['a jump box', { jumpBox: true }, '/jumpBox'],
  ['a jump box with options', { jumpBox: {} }, '/jumpBox'],
  [
    'a workspace endpoint',
    { resources: { workspace: { privateEndpoint: true } } },
    '/resources/workspace/privateEndpoint',
  ],
  ['a storage endpoint', { resources: { storage: { privateEndpoint: true } } }, '/resources/storage/privateEndpoint'],
  ['a vault endpoint', { resources: { vault: { privateEndpoint: true } } }, '/resources/vault/privateEndpoint'],
  [
    'a registry endpoint',
    { resources: { registry: { privateEndpoint: true } } },
    '/resources/registry/privateEndpoint',
  ],
  ['a service endpoint', { resources: { storage: { serviceEndpoint: true } } }, '/resources/storage/serviceEndpoint'],
  [
    'a subnet of compute',
    { compute: { clusters: [{ ...cluster, subnetId: `${virtualNetworkId}/subnets/training` }] } },
    '/compute/clusters/0/subnetId',
  ],
  ['Kubernetes', { inference: { kubernetes: { name: 'aks' } } }, '/inference/kubernetes'],
  [
    'a private way into an endpoint',
    { inference: { endpoints: [{ name: 'scores', inbound: 'private' }] } },
    '/inference/endpoints/0/inbound',
  ],
  [
    'a private way out of an endpoint',
    { inference: { endpoints: [{ name: 'scores', outbound: 'private' }] } },
    '/inference/endpoints/0/outbound',
  ],
  ['a private link scope', { monitor: { privateLinkScope: true } }, '/monitor/privateLinkScope'],
])('open has no network for %s', (_, options, pointer) => {
  expect(codesAt({ ...inOpen, ...options })).toEqual([`needs-network ${pointer}`])
})

test.each<[string, Partial<WorkspaceRequest>, string]>([
  ['dns', { dns: { mode: 'privateZones' } }, '/dns'],
  ['a jump box', { jumpBox: true }, '/jumpBox'],
  [
    'a workspace endpoint',
    { resources: { workspace: { privateEndpoint: true } } },
    '/resources/workspace/privateEndpoint',
  ],
  ['a private link scope', { monitor: { privateLinkScope: true } }, '/monitor/privateLinkScope'],
])('managed without a network has none for %s', (_, options, pointer) => {
  expect(codesAt({ ...inManaged, ...options })).toEqual([`needs-network ${pointer}`])
})

test('what is switched off needs no network', () => {
  expect(codesAt({ ...inOpen, jumpBox: false, resources: { storage: { privateEndpoint: false } } })).toEqual([])
})
