import { expect, test } from 'vitest'
import { blueprintOfExample, exampleOf } from '../../test/examples.ts'
import { lookInto, valuesOf } from '../../test/look-into.ts'
import { blueprintOf } from '../blueprint-of.ts'

const { found, allBefore } = lookInto(blueprintOfExample('private'))
const groups = ['firewall/azure-ml-rules', 'firewall/requested-rules']

test('no rule is written to a policy that a firewall uses already', () => {
  for (const key of groups) expect(allBefore('firewall/azure-firewall')).toContain(key)
})

test('the firewall allows traffic of the training subnet and of nothing else', () => {
  for (const key of groups) {
    for (const source of valuesOf(found(key).body, 'sourceAddresses')) expect(source).toEqual(['10.40.8.0/21'])
  }
})

test('no network rule holds a host name', () => {
  for (const key of groups) {
    expect(valuesOf(found(key).body, 'destinationFqdns')).toEqual([])
    for (const tags of valuesOf(found(key).body, 'destinationAddresses'))
      expect(JSON.stringify(tags)).not.toContain('*')
  }
})

test('a request that opens no hosts has no rules for them', () => {
  const { egress: _, ...silent } = exampleOf('private')
  expect(lookInto(blueprintOf(silent, { id: 'w' })).keys).not.toContain('firewall/requested-rules')
})

test('our rules in the policy of a hub are guests, and its firewall is never written', () => {
  const { resources } = blueprintOfExample('existing-firewall')
  const rules = resources.filter(({ kind }) => kind === 'Microsoft.Network/firewallPolicies/ruleCollectionGroups')
  expect(rules.length).toBeGreaterThan(0)
  for (const one of rules) expect(one).toMatchObject({ isGuest: true, name: expect.stringMatching(/-[a-z2-7]{6}$/) })
  const written = resources.filter(({ action }) => action !== 'read').map(({ kind }) => kind)
  expect(written).not.toContain('Microsoft.Network/azureFirewalls')
  expect(written).not.toContain('Microsoft.Network/firewallPolicies')
})

test('compute without public addresses keeps a way to Azure ML where the route for the others passes the firewall', () => {
  const { found } = lookInto(blueprintOfExample('training'))
  expect(valuesOf(found('network/egress-routes').body, 'nextHopType')).toContain('Internet')
  expect(valuesOf(found('network/training-subnet').body, 'natGateway')).toHaveLength(1)
  const { compute, ...rest } = exampleOf('training')
  const clusters = compute?.clusters?.filter(({ publicIp }) => publicIp === true) ?? []
  const { keys } = lookInto(blueprintOf({ ...rest, compute: { clusters } }, { id: 'w' }))
  expect(keys).not.toContain('firewall/nat-gateway')
  expect(lookInto(blueprintOfExample('private')).keys).not.toContain('firewall/nat-gateway')
})
