import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inExisting, inPrivate, virtualNetworkId } from '../../test/requests.ts'

test('a network is not peered with itself', () => {
  const existing = { virtualNetworkId, ...inExisting.network?.existing }
  const hubId = virtualNetworkId.toUpperCase()
  expect(codesAt({ ...inExisting, network: { existing, peering: { hubId } } })).toEqual([
    'network-option /network/peering/hubId',
  ])
})

test('a network is peered with another one', () => {
  const existing = { virtualNetworkId, ...inExisting.network?.existing }
  const hubId = `${virtualNetworkId}-2`
  expect(codesAt({ ...inExisting, network: { existing, peering: { hubId } } })).toEqual([])
  expect(
    codesAt({ ...inPrivate, network: { addressSpace: '10.40.0.0/20', peering: { hubId, useHubGateway: true } } }),
  ).toEqual([])
})
