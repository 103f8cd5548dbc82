import type { WorkspaceRequest } from '@palisade/contract'
import { expect, test } from 'vitest'
import {
  cluster,
  inExisting,
  inGroup,
  inManaged,
  inManagedWithNetwork,
  inOpen,
  inPrivate,
} from '../../test/requests.ts'
import { validateChange } from './validate-change.ts'

const changed = (from: WorkspaceRequest, to: WorkspaceRequest) =>
  validateChange(from, to).map(({ code, pointer }) => `${code} ${pointer}`)

const compute = { clusters: [cluster] }
const encryption = {
  keyVaultId: `${inGroup}/Microsoft.KeyVault/vaults/kv-keys`,
  keyIdentifier: 'https://kv-keys.vault.azure.net/keys/key/0123456789abcdef0123456789abcdef',
}
const managedNetwork = inManagedWithNetwork

test.each<[string, WorkspaceRequest, WorkspaceRequest, string]>([
  ['managed becomes private', managedNetwork, inPrivate, 'isolation-cannot-go-back /scenario'],
  [
    'what was approved only is opened',
    managedNetwork,
    { ...managedNetwork, isolation: 'internet' },
    'isolation-cannot-go-back /isolation',
  ],
  [
    'isolation is made stricter around compute',
    { ...managedNetwork, isolation: 'internet', compute },
    { ...managedNetwork, compute },
    'isolation-needs-no-computes /isolation',
  ],
  [
    'private becomes managed around compute',
    { ...inPrivate, compute },
    { ...managedNetwork, compute },
    'isolation-needs-no-computes /scenario',
  ],
  [
    'private becomes managed around endpoints',
    { ...inPrivate, inference: { endpoints: [{ name: 'scores' }] } },
    managedNetwork,
    'isolation-needs-no-computes /scenario',
  ],
  ['the name', inPrivate, { ...inPrivate, name: 'other' }, 'cannot-change /name'],
  [
    'the subscription',
    inPrivate,
    { ...inPrivate, subscriptionId: '99999999-2222-3333-4444-555555555555' },
    'cannot-change /subscriptionId',
  ],
  ['the group', inPrivate, { ...inPrivate, resourceGroup: 'rg-other' }, 'cannot-change /resourceGroup'],
  ['the region', inPrivate, { ...inPrivate, region: 'northeurope' }, 'cannot-change /region'],
  ['business impact', inPrivate, { ...inPrivate, highBusinessImpact: false }, 'cannot-change /highBusinessImpact'],
  ['encryption comes', inPrivate, { ...inPrivate, encryption }, 'cannot-change /encryption'],
  ['encryption goes', { ...inPrivate, encryption }, inPrivate, 'cannot-change /encryption'],
  [
    'the range of the network',
    inPrivate,
    { ...inPrivate, network: { addressSpace: '10.50.0.0/20' } },
    'cannot-change /network/addressSpace',
  ],
  ['the network', inPrivate, { ...inPrivate, network: { ...inExisting.network } }, 'cannot-change /network/existing'],
  [
    'the identity',
    { ...inPrivate, identity: { type: 'userAssigned' } },
    { ...inPrivate, identity: { type: 'system' } },
    'cannot-change /identity/type',
  ],
])('%s: refused', (_, from, to, problem) => {
  expect(changed(from, to)).toEqual([problem])
})

test.each<[string, WorkspaceRequest, WorkspaceRequest]>([
  ['nothing', inPrivate, inPrivate],
  ['a value as it was by default', inPrivate, { ...inPrivate, highBusinessImpact: true, scenario: 'private' }],
  ['a group in another case', inPrivate, { ...inPrivate, resourceGroup: 'RG-Fraud-Detection' }],
  ['isolation without compute', { ...managedNetwork, isolation: 'internet' }, managedNetwork],
  ['private to managed without compute', inPrivate, managedNetwork],
  ['a key of another version', { ...inPrivate, encryption }, { ...inPrivate, encryption: { ...encryption } }],
  ['an identity beside the first', inPrivate, { ...inPrivate, identity: { type: 'userAssigned' } }],
  ['a network for clients', inManaged, { ...inManaged, network: { addressSpace: '10.40.0.0/20' } }],
  ['more compute', inPrivate, { ...inPrivate, compute }],
])('%s: accepted', (_, from, to) => {
  expect(changed(from, to)).toEqual([])
})

// It is not a wish of the request, but what the scenario implies.
test('open to private changes business impact unless the request says otherwise', () => {
  expect(changed(inOpen, inPrivate)).toEqual(['cannot-change /highBusinessImpact'])
  expect(changed(inOpen, { ...inPrivate, highBusinessImpact: false })).toEqual([])
})
