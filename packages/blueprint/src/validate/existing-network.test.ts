import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { cluster, inExisting, virtualNetworkId } from '../../test/requests.ts'

type Network = NonNullable<WorkspaceRequest['network']>
type Subnets = NonNullable<NonNullable<Network['existing']>['subnets']>

const within = (subnets: Subnets, rest: Partial<Network> = {}): WorkspaceRequest => ({
  ...inExisting,
  network: {
    ...rest,
    existing: { virtualNetworkId, subnets: { ...inExisting.network?.existing?.subnets, ...subnets } },
  },
})
const at = (use: string, field: string) => `/network/existing/subnets/${use}/${field}`

test.each<[string, WorkspaceRequest, string]>([
  [
    'another subscription',
    { ...inExisting, subscriptionId: '99999999-2222-3333-4444-555555555555' },
    'network-other-subscription /network/existing/virtualNetworkId',
  ],
  [
    'DNS servers of a network that has some',
    within({}, { dnsServers: ['10.9.0.4'] }),
    'network-option /network/dnsServers',
  ],
  [
    'a subnet with host bits',
    within({ training: { name: 't', addressPrefix: '10.1.0.1/24' } }),
    `invalid-value ${at('training', 'addressPrefix')}`,
  ],
  [
    'a subnet in a reserved range',
    within({ training: { name: 't', addressPrefix: '172.17.0.0/24' } }),
    `address-space-forbidden ${at('training', 'addressPrefix')}`,
  ],
  [
    'subnets that overlap',
    within({ endpoints: { name: 'e', addressPrefix: '10.1.0.128/26' } }),
    `subnets-overlap ${at('endpoints', 'addressPrefix')}`,
  ],
  [
    'a part for new subnets where one is',
    within({}, { addressSpace: '10.1.0.0/20' }),
    'subnets-overlap /network/addressSpace',
  ],
  [
    'two subnets of one name',
    within({ endpoints: { name: 'Training', addressPrefix: '10.1.2.0/26' } }),
    `duplicate-name ${at('endpoints', 'name')}`,
  ],
  [
    'Bastion in a subnet of another name',
    within({ bastion: { name: 'bastion', addressPrefix: '10.1.2.0/26' } }),
    `invalid-value ${at('bastion', 'name')}`,
  ],
  [
    'Bastion in a small subnet',
    within({ bastion: { name: 'AzureBastionSubnet', addressPrefix: '10.1.2.0/27' } }),
    `subnet-too-small ${at('bastion', 'addressPrefix')}`,
  ],
  [
    'compute in the subnet of a gateway',
    within({ training: { name: 'GatewaySubnet', addressPrefix: '10.1.2.0/24' } }),
    `invalid-value ${at('training', 'name')}`,
  ],
  [
    'endpoints in a small subnet',
    within({ endpoints: { name: 'e', addressPrefix: '10.1.2.0/29' } }),
    `subnet-too-small ${at('endpoints', 'addressPrefix')}`,
  ],
])('%s is refused', (_, request, problem) => {
  expect(codesAt(request)).toEqual([problem])
})

test('compute has to fit into the training subnet', () => {
  const small = within({ training: { name: 't', addressPrefix: '10.1.2.0/28' } })
  const request = (maxNodes: number): WorkspaceRequest => ({
    ...small,
    egress: { mode: 'appliance', nextHop: '10.9.0.4' },
    compute: { clusters: [{ ...cluster, maxNodes }] },
  })
  expect(codesAt(request(11))).toEqual([])
  expect(codesAt(request(12))).toEqual([`training-subnet-too-small ${at('training', 'addressPrefix')}`])
})

test('the workspace endpoint takes addresses beside the compute where storage has a service endpoint', () => {
  const request = (maxNodes: number): WorkspaceRequest => ({
    ...within({ training: { name: 't', addressPrefix: '10.1.2.0/28' } }),
    egress: { mode: 'appliance', nextHop: '10.9.0.4' },
    resources: { storage: { serviceEndpoint: true } },
    compute: { clusters: [{ ...cluster, maxNodes }] },
  })
  expect(codesAt(request(8))).toEqual([])
  expect(codesAt(request(9))).toEqual([`training-subnet-too-small ${at('training', 'addressPrefix')}`])
})

test('compute in a subnet that it names takes no address of the training subnet', () => {
  const request: WorkspaceRequest = {
    ...within({ training: { name: 't', addressPrefix: '10.1.2.0/28' } }),
    egress: { mode: 'appliance', nextHop: '10.9.0.4' },
    compute: { clusters: [{ ...cluster, maxNodes: 12, subnetId: `${virtualNetworkId}/subnets/other` }] },
  }
  expect(codesAt(request)).toEqual([])
})
