import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { cluster, inExisting, inGroup, inPrivate, instance, virtualNetworkId } from '../../test/requests.ts'

test('a network of our own is not looked at', () => {
  expect(checkOf(inPrivate, 'existing-network')).toBeUndefined()
})

test('each subnet has to have room for what we put in it', () => {
  const request = { ...inExisting, compute: { clusters: [cluster], instances: [instance] } }
  expect(checkOf(request, 'existing-network')).toMatchObject({
    virtualNetworkId,
    region: 'westeurope',
    isHub: false,
    ranges: ['10.1.0.0/24', '10.1.1.0/26'],
    subnets: [
      { id: `${virtualNetworkId}/subnets/endpoints`, purpose: 'endpoints' },
      { id: `${virtualNetworkId}/subnets/training`, purpose: 'training', addresses: 5, hasPublicNodes: false },
    ],
  })
})

test('a subnet that computes name for themselves has to have room for all of them', () => {
  const subnetId = `${virtualNetworkId}/subnets/gpu`
  const clusters = [
    { ...cluster, subnetId },
    { ...cluster, name: 'gpu', subnetId: subnetId.toUpperCase(), publicIp: true },
  ]
  const subnets = checkOf({ ...inExisting, compute: { clusters } }, 'existing-network')?.subnets
  expect(subnets?.filter(({ id }) => id.toLowerCase().endsWith('/gpu'))).toEqual([
    { id: subnetId, purpose: 'training', addresses: 8, hasPublicNodes: true },
  ])
})

test('a hub is looked at for the ranges of its other peers', () => {
  const hubId = `${inGroup}/Microsoft.Network/virtualNetworks/vnet-other-hub`
  const network = { addressSpace: '10.40.0.0/20', peering: { hubId } }
  expect(checkOf({ ...inPrivate, network }, 'existing-network')).toEqual({
    check: 'existing-network',
    subscription: inPrivate.subscriptionId,
    virtualNetworkId: hubId,
    subnets: [],
    ranges: ['10.40.0.0/20'],
    isHub: true,
  })
})
