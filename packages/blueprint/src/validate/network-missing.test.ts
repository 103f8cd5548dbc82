import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inExisting, inHybrid, inManaged, inOpen, inPrivate, virtualNetworkId } from '../../test/requests.ts'
import { validateRequest } from './validate-request.ts'

const { network: _, ...withoutNetwork } = inPrivate
const empty = { existing: { virtualNetworkId } }

test.each<[string, WorkspaceRequest, string]>([
  ['private without a network', withoutNetwork, 'network-missing /network'],
  ['hybrid without a network', { ...withoutNetwork, scenario: 'hybrid' }, 'network-missing /network'],
  ['a new network without a range', { ...inPrivate, network: {} }, 'network-missing /network/addressSpace'],
  ['a network without its subnets', { ...inPrivate, network: empty }, 'network-missing /network/addressSpace'],
  ['a managed one that nobody reaches', { ...inManaged, access: {} }, 'no-way-in /network'],
])('%s is refused', (_, request, problem) => {
  expect(codesAt(request)).toEqual([problem])
})

// One problem, and not one more for each option that would be in the network.
test('what follows from a missing network is not reported', () => {
  expect(codesAt({ ...withoutNetwork, jumpBox: true, sentinel: { access: 'private' } })).toEqual([
    'network-missing /network',
  ])
})

test.each<[string, WorkspaceRequest, string[]]>([
  ['compute and endpoints', { ...inPrivate, network: empty }, ['training', 'endpoints']],
  ['no compute of our own', { ...inManaged, network: empty }, ['endpoints']],
  ['a jump box', { ...inExisting, jumpBox: true }, ['hosts']],
  [
    'a new Kubernetes cluster',
    { ...inExisting, egress: { mode: 'appliance', nextHop: '10.9.0.4' }, inference: { kubernetes: { name: 'aks' } } },
    ['scoring'],
  ],
])('with %s the detail names the subnets that are needed', (_, request, uses) => {
  const [first, ...rest] = validateRequest(request)
  expect(rest).toEqual([])
  expect(first?.pointer).toBe('/network/addressSpace')
  const named = ['training', 'endpoints', 'scoring', 'hosts', 'bastion'].filter((use) =>
    first?.detail.includes(`${use} (`),
  )
  expect(named).toEqual(uses)
})

test.each<[string, WorkspaceRequest]>([
  ['an existing network with the subnets', inExisting],
  [
    'an existing network with a part for new subnets',
    { ...inPrivate, network: { ...empty, addressSpace: '10.1.0.0/20' } },
  ],
  ['a hybrid one', inHybrid],
  ['an open one', inOpen],
])('%s is accepted', (_, request) => {
  expect(codesAt(request)).toEqual([])
})
