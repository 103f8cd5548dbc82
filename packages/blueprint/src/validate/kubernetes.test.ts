import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inExisting, inGroup, inManaged, inPrivate, virtualNetworkId } from '../../test/requests.ts'

type Kubernetes = NonNullable<NonNullable<WorkspaceRequest['inference']>['kubernetes']>

const on = (request: WorkspaceRequest, options: Partial<Kubernetes> = {}): WorkspaceRequest => ({
  ...request,
  inference: { kubernetes: { name: 'aks', ...options } },
})
const clusterId = `${inGroup}/Microsoft.ContainerService/managedClusters/aks`
const keyVaultId = `${inGroup}/Microsoft.KeyVault/vaults/kv-keys`
const keyIdentifier = 'https://kv-keys.vault.azure.net/keys/key/0123456789abcdef0123456789abcdef'

test.each<[string, WorkspaceRequest, string[]]>([
  ['in a managed network', on(inManaged), ['kubernetes-managed-network /inference/kubernetes']],
  [
    'with an identity of its own',
    on({ ...inPrivate, identity: { type: 'userAssigned' } }),
    ['kubernetes-needs-system-identity /identity/type'],
  ],
  [
    'with a key, which brings such an identity',
    on({ ...inPrivate, encryption: { keyVaultId, keyIdentifier } }),
    ['kubernetes-needs-system-identity /encryption'],
  ],
  [
    'with options of a new cluster for one that exists',
    on(inPrivate, { clusterId, vmSize: 'Standard_D4s_v5', nodes: 3, serviceCidr: '172.20.0.0/16' }),
    ['vmSize', 'nodes', 'serviceCidr'].map((name) => `option-not-used /inference/kubernetes/${name}`),
  ],
])('Kubernetes %s is refused', (_, request, problems) => {
  expect(codesAt(request)).toEqual(problems)
})

test.each<[string, string]>([
  ['10.40.8.0/24', 'service-cidr-overlaps'],
  ['10.0.0.0/13', 'ok'],
  ['10.40.0.0/13', 'service-cidr-overlaps'],
  ['172.17.0.0/16', 'service-cidr-overlaps'],
  ['172.30.0.0/24', 'service-cidr-overlaps'],
  ['172.20.0.0/12', 'invalid-value'],
  ['172.20.0.0/29', 'invalid-value'],
  ['172.20.0.1/16', 'invalid-value'],
  ['172.20.0.0/33', 'invalid-value'],
  ['172.20.0.0/16', 'ok'],
])('services in %s: %s', (serviceCidr, code) => {
  const codes = codesAt(on(inPrivate, { serviceCidr }))
  if (code === 'ok') expect(codes).toEqual([])
  else expect(codes).toContain(`${code} /inference/kubernetes/serviceCidr`)
})

test('the range that services have by default is held against the network too', () => {
  expect(codesAt(on({ ...inPrivate, network: { addressSpace: '10.0.0.0/20' } }))).toEqual([
    'service-cidr-overlaps /inference/kubernetes/serviceCidr',
  ])
})

test('the range is held against subnets that exist', () => {
  const request: WorkspaceRequest = {
    ...inExisting,
    egress: { mode: 'appliance', nextHop: '10.9.0.4' },
    network: {
      existing: {
        virtualNetworkId,
        subnets: {
          ...inExisting.network?.existing?.subnets,
          scoring: { name: 'scoring', addressPrefix: '10.1.4.0/22' },
        },
      },
    },
  }
  expect(codesAt(on(request))).toEqual([])
  expect(codesAt(on(request, { serviceCidr: '10.1.6.0/24' }))).toEqual([
    'service-cidr-overlaps /inference/kubernetes/serviceCidr',
  ])
})

test('the network leaves free what AKS keeps', () => {
  expect(codesAt(on({ ...inPrivate, network: { addressSpace: '172.30.0.0/20' } }))).toEqual([
    'address-space-forbidden /network/addressSpace',
  ])
  expect(codesAt({ ...inPrivate, network: { addressSpace: '172.30.0.0/20' } })).toEqual([])
})

test('nodes and their pods have to fit into the scoring subnet', () => {
  expect(codesAt(on({ ...inPrivate, network: { addressSpace: '10.40.0.0/22' } }, { nodes: 6 }))).toEqual([])
  expect(codesAt(on({ ...inPrivate, network: { addressSpace: '10.40.0.0/22' } }, { nodes: 8 }))).toEqual([
    'address-space-too-small /network/addressSpace',
  ])
})
