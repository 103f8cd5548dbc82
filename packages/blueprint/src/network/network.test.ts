import { expect, test } from 'vitest'
import { blueprintOfExample } from '../../test/examples.ts'
import { lookInto, valuesOf } from '../../test/look-into.ts'
import { inExisting, inPrivate } from '../../test/requests.ts'
import { blueprintOf } from '../blueprint-of.ts'

const { found, allBefore } = lookInto(blueprintOfExample('private'))
const hubId = `/subscriptions/${inPrivate.subscriptionId}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-far`

test('the training subnet exists only when its way to the firewall does', () => {
  expect(allBefore('network/training-subnet')).toContain('firewall/azure-firewall')
  expect(allBefore('network/endpoints-subnet')).not.toContain('firewall/azure-firewall')
})

test('the route and the DNS servers are the address that the firewall will have', () => {
  const expected = { $output: { of: 'firewall/azure-firewall', name: 'privateIp' } }
  expect(valuesOf(found('network/egress-routes').body, 'nextHopIpAddress')).toEqual([expected])
  expect(valuesOf(found('network/dns-servers').body, 'dnsServers')).toEqual([[expected]])
})

test("a subnet that is made in somebody else's network is a guest there", () => {
  const network = { addressSpace: '10.1.16.0/20', existing: { virtualNetworkId: hubId } }
  const { found } = lookInto(blueprintOf({ ...inExisting, network }, { id: 'wks_example' }))
  expect(found('network/training-subnet')).toMatchObject({
    isGuest: true,
    name: expect.stringMatching(/-[a-z2-7]{6}$/),
  })
})

test("somebody else's subnet is set only where the request allows it, and else has to be right", () => {
  const network = (mayAdjust: boolean) => ({
    existing: { virtualNetworkId: hubId, ...inExisting.network?.existing, mayAdjust },
  })
  const built = (mayAdjust: boolean) =>
    lookInto(blueprintOf({ ...inExisting, network: network(mayAdjust) }, { id: 'w' }))
  const strict = built(false)
  expect(strict.keys).not.toContain('network/training-subnet')
  expect(strict.found('preflight/training-subnet').body).toMatchObject({ privateEndpointNetworkPolicies: 'Disabled' })
  const free = built(true)
  expect(free.found('network/training-subnet').action).toBe('adjust')
  expect(free.found('preflight/training-subnet').body).not.toHaveProperty('privateEndpointNetworkPolicies')
})

test("the hub's side of a peering is there before ours asks for its gateway", () => {
  const network = { ...inPrivate.network, peering: { hubId, useHubGateway: true } }
  const { found, allBefore } = lookInto(blueprintOf({ ...inPrivate, network }, { id: 'w' }))
  expect(allBefore('network/peering-to-hub')).toContain('network/peering-from-hub')
  expect(valuesOf(found('network/peering-to-hub').body, 'useRemoteGateways')).toEqual([true])
  expect(valuesOf(found('network/peering-from-hub').body, 'allowGatewayTransit')).toEqual([true])
})
