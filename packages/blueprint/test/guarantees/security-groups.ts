import type { Json } from '@palisade/contract'
import { type Built, type Guarantee, ofKind, repeated } from './built.ts'
import { at, keyAt, listAt, textAt } from './json.ts'

const directions = ['Inbound', 'Outbound'] as const

export const securityGroups: readonly Guarantee[] = [
  {
    name: 'every security group ends in a rule that refuses the rest, in both directions',
    violations: (built) =>
      groupsOf(built).flatMap(({ key, rules }) =>
        directions
          .filter((direction) => !isRefusingTheRest(lastOf(rules, direction)))
          .map((direction) => `${key} ${direction}`),
      ),
  },
  {
    name: 'no two rules of a security group in one direction have the same priority, and none the same name',
    violations: (built) =>
      groupsOf(built).flatMap(({ key, rules }) => [
        ...repeated(rules.map((rule) => `${key} ${textAt(rule, 'properties', 'direction')} ${priorityOf(rule)}`)),
        ...repeated(rules.map((rule) => `${key} ${textAt(rule, 'name').toLowerCase()}`)),
      ]),
  },
  {
    name: 'no two groups or collections of rules in a firewall policy have the same priority',
    violations: (built) =>
      repeated(
        ofKind(built, 'Microsoft.Network/firewallPolicies/ruleCollectionGroups').flatMap(({ id, body }) => {
          const [policy = ''] = id.split('/ruleCollectionGroups/')
          return [
            `${policy} ${priorityOf(body)}`,
            ...listAt(body, 'properties', 'ruleCollections').map((one) => `${id} ${at(one, 'priority')}`),
          ]
        }),
      ),
  },
  {
    name: 'every subnet that is made has a security group, but that of the firewall',
    violations: (built) =>
      ofKind(built, 'Microsoft.Network/virtualNetworks/subnets')
        .filter(({ action, name }) => action === 'make' && name !== 'AzureFirewallSubnet')
        .filter(({ body }) => keyAt(body, 'properties', 'networkSecurityGroup', 'id') === undefined)
        .map(({ key }) => key),
  },
]

function groupsOf(built: Built) {
  return ofKind(built, 'Microsoft.Network/networkSecurityGroups').map(({ key, body }) => ({
    key,
    rules: listAt(body, 'properties', 'securityRules'),
  }))
}

function priorityOf(rule: Json): number {
  const priority = at(rule, 'properties', 'priority')
  return typeof priority === 'number' ? priority : Number.NaN
}

function lastOf(rules: readonly Json[], direction: (typeof directions)[number]): Json | undefined {
  return rules
    .filter((rule) => textAt(rule, 'properties', 'direction') === direction)
    .toSorted((one, other) => priorityOf(one) - priorityOf(other))
    .at(-1)
}

function isRefusingTheRest(rule: Json | undefined): boolean {
  const everything = [
    'sourceAddressPrefix',
    'sourcePortRange',
    'destinationAddressPrefix',
    'destinationPortRange',
    'protocol',
  ]
  return (
    textAt(rule, 'properties', 'access') === 'Deny' &&
    everything.every((name) => textAt(rule, 'properties', name) === '*')
  )
}
