import { subResources } from '@palisade/facts'
import { contains, type Ipv4Range, overlaps, parseRange } from '../../src/address-plan/ipv4-range.ts'
import { type Built, type Guarantee, ofKind } from './built.ts'
import { at, keyAt, listAt, textAt } from './json.ts'

interface Subnet {
  readonly keys: ReadonlySet<string>
  readonly id: string
  readonly isMade: boolean
  readonly range: Ipv4Range
}

export const subnets: readonly Guarantee[] = [
  {
    name: 'subnets lie inside the address space, and those that exist stay where they are',
    violations: (built) => {
      const space = parseRange(built.request.network?.addressSpace ?? '')
      return subnetsOf(built)
        .filter(({ isMade }) => isMade)
        .filter(({ range }) => space === undefined || !contains(space, range) || !isWhole(range))
        .map(({ id }) => id)
    },
  },
  {
    name: 'subnets lie apart from each other',
    violations: (built) => {
      const all = subnetsOf(built)
      return all.flatMap((one, index) =>
        all
          .slice(index + 1)
          .flatMap((other) => (overlaps(one.range, other.range) ? [`${one.id} and ${other.id}`] : [])),
      )
    },
  },
  {
    name: 'subnets hold what goes into them',
    violations: (built) =>
      subnetsOf(built).flatMap((subnet) => {
        const taken = addressesIn(built, subnet) + keptByAzure
        const size = subnet.range.last - subnet.range.first + 1
        return taken <= size ? [] : [`${subnet.id} has ${size} addresses, and ${taken} are taken`]
      }),
  },
]

/** The first four addresses and the last. */
const keptByAzure = 5

function isWhole({ first, prefix }: Ipv4Range): boolean {
  return first % 2 ** (32 - prefix) === 0
}

/** Each subnet once, with all keys that stand for it: it may be looked at under one and set under another. */
function subnetsOf(built: Built): Subnet[] {
  const declared = ofKind(built, 'Microsoft.Network/virtualNetworks/subnets')
  return declared.flatMap((one) => {
    const written =
      one.action === 'make' ? textAt(one.body, 'properties', 'addressPrefix') : textAt(one.body, 'addressPrefix')
    const range = parseRange(written)
    if (one.action !== 'make' && one.action !== 'read') return []
    // Of a subnet that a compute names the request says no range.
    if (range === undefined && one.action === 'read') return []
    if (range === undefined) throw new Error(`${one.key} has no range`)
    const keys = new Set(declared.filter(({ id }) => id === one.id).map(({ key }) => key))
    return [{ keys, id: one.id, isMade: one.action === 'make', range }]
  })
}

/** How many addresses all that is put into a subnet takes, counted from the bodies. */
function addressesIn(built: Built, { keys }: Subnet): number {
  const isHere = (key: string | undefined) => key !== undefined && keys.has(key)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const computes = ofKind(built, 'Microsoft.MachineLearningServices/workspaces/computes').map(({ body }) => {
    const properties = at(body, 'properties', 'properties')
    if (!isHere(keyAt(properties, 'subnet', 'id'))) return 0
    const nodes = at(properties, 'scaleSettings', 'maxNodeCount')
    return typeof nodes === 'number' ? nodes : 1
  })
  const endpoints = ofKind(built, 'Microsoft.Network/privateEndpoints').map(({ body }) => {
    if (!isHere(keyAt(body, 'properties', 'subnet', 'id'))) return 0
    const groups = listAt(body, 'properties', 'privateLinkServiceConnections').flatMap((one) =>
      listAt(one, 'properties', 'groupIds'),
    )
    return sum(Object.values(subResources).map(({ groupId, addresses }) => (groups.includes(groupId) ? addresses : 0)))
  })
  const cards = ofKind(built, 'Microsoft.Network/networkInterfaces').map(({ body }) =>
    listAt(body, 'properties', 'ipConfigurations').filter((one) => isHere(keyAt(one, 'properties', 'subnet', 'id'))),
  )
  const clusters = ofKind(built, 'Microsoft.ContainerService/managedClusters').flatMap(({ body }) =>
    listAt(body, 'properties', 'agentPoolProfiles').map((pool) => {
      const nodes = at(pool, 'count')
      if (!isHere(keyAt(pool, 'vnetSubnetID')) || typeof nodes !== 'number') return 0
      return (nodes + nodesForUpgrade) * addressesPerNode + loadBalancer
    }),
  )
  const appliances = [
    ...ofKind(built, 'Microsoft.Network/azureFirewalls'),
    ...ofKind(built, 'Microsoft.Network/bastionHosts'),
  ]
  const large = appliances.flatMap(({ body }) =>
    listAt(body, 'properties', 'ipConfigurations').filter((one) => isHere(keyAt(one, 'properties', 'subnet', 'id'))),
  )
  return sum([
    ...computes,
    ...endpoints,
    ...clusters,
    ...cards.map((one) => one.length),
    large.length * leastOfAppliance,
  ])
}

/** With addresses of the subnet for pods, a node takes one for itself and thirty for what it may run. */
const addressesPerNode = 31
const nodesForUpgrade = 1
const loadBalancer = 1

/** Azure's firewall and Bastion take no subnet with fewer than 64 addresses, of which it keeps five. */
const leastOfAppliance = 59
