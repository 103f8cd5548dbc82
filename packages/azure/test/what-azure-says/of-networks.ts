import { example, ids } from '../support/examples.ts'
import { network, type Situation, struck } from './situation.ts'
import { changed } from './stage.ts'

const other = (id: string): string => id.replace('/rg-example', '/rg-other')
const location = 'westeurope'
const toNetwork = {
  location: 'global',
  properties: { virtualNetwork: { id: ids.network }, registrationEnabled: false },
}
const openSubnet = { addressPrefix: '10.40.1.0/24', privateEndpointNetworkPolicies: 'Disabled' }
const someCard = (subnet: string) => ({
  location,
  properties: { ipConfigurations: [{ name: 'a', properties: { subnet: { id: subnet } } }] },
})
const card = (name: string): string => ids.card.replace(/[^/]+$/, name)

/** What virtual networks, firewalls, endpoints and zones say. */
export const ofNetworks: readonly Situation[] = [
  {
    azure: 'AnotherOperationInProgress',
    provider: network,
    when: 'two subnets of one network are written at once',
    settings: { timeScale: 20 },
    set: async ({ make, gateway }) => {
      await make(ids.group, ids.network)
      await gateway.begin(example(ids.firewallSubnet), { resuming: false })
      return example(ids.bastionSubnet)
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'AnotherOperationInProgress',
    provider: network,
    when: 'the same, where Azure accepts the second write and lets it fail at its end',
    settings: { timeScale: 20, lateConflicts: 1 },
    set: async ({ make, gateway }) => {
      await make(ids.group, ids.network)
      await gateway.begin(example(ids.firewallSubnet), { resuming: false })
      return example(ids.bastionSubnet)
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'RetryableError',
    provider: network,
    when: 'an endpoint is made while its subnet is written',
    settings: { timeScale: 40 },
    set: async ({ make, gateway }) => {
      await make(ids.group, ids.nsg, ids.routes, ids.network, ids.storage)
      await gateway.begin(example(ids.subnet), { resuming: false })
      return example(ids.endpoint)
    },
    next: 'tried again',
    code: 'azure-not-ready',
  },
  {
    azure: 'RetryableErrorDueToAnotherOperation',
    provider: network,
    when: 'another operation holds what it needs (on demand)',
    set: async (stage) => {
      await stage.make(ids.group)
      return struck(stage, example(ids.network), {
        status: 429,
        code: 'RetryableErrorDueToAnotherOperation',
        message: 'Another operation holds the target.',
      })
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'SubnetIsFull',
    provider: network,
    when: 'an endpoint in a subnet whose addresses are all used',
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.network, ids.storage)
      await otherMakes(ids.subnet, { properties: { ...openSubnet, addressPrefix: '10.40.1.0/29' } })
      for (const name of ['a', 'b', 'c']) await otherMakes(card(name), someCard(ids.subnet))
      return example(ids.endpoint)
    },
    next: 'fails',
    code: 'azure-subnet-full',
    says: /does not have enough capacity/,
  },
  {
    azure: 'InUseSubnetCannotBeDeleted',
    provider: network,
    when: 'a subnet is removed that somebody else uses; stuck when that does not change',
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.network, ids.bastionSubnet)
      await otherMakes(card('a'), someCard(ids.bastionSubnet)).catch(() => undefined)
      await make(ids.nsg, ids.routes, ids.subnet)
      await otherMakes(card('b'), someCard(ids.subnet))
      return example(ids.subnet)
    },
    doing: 'remove',
    next: 'tried again',
    code: 'azure-in-use',
    says: /is in use by/,
    stays: true,
  },
  {
    azure: 'PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled',
    provider: network,
    when: 'an endpoint in a subnet of somebody else that has network policies',
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.network, ids.storage)
      await otherMakes(ids.subnet, { properties: { ...openSubnet, privateEndpointNetworkPolicies: 'Enabled' } })
      return example(ids.endpoint)
    },
    next: 'fails',
    code: 'existing-unsuitable',
  },
  {
    azure: 'NetcfgSubnetRangesOverlap',
    provider: network,
    when: 'a subnet whose range another one has',
    set: async ({ make, otherMakes }) => {
      await make(ids.group, ids.network)
      await otherMakes(`${ids.network}/subnets/theirs`, { properties: { addressPrefix: '10.40.2.0/24' } })
      return example(ids.bastionSubnet)
    },
    next: 'fails',
    code: 'azure-invalid',
    says: /overlaps/,
  },
  {
    azure: 'NetcfgInvalidSubnet',
    provider: network,
    when: 'a subnet outside of its network',
    set: async ({ make }) => {
      await make(ids.group, ids.network)
      return changed(ids.bastionSubnet, { addressPrefix: '10.99.0.0/26' })
    },
    next: 'fails',
    code: 'azure-invalid',
  },
  {
    azure: 'FirewallPolicyUpdateFailed',
    provider: network,
    when: 'two groups of rules of one policy are written at once',
    settings: { timeScale: 200, lateConflicts: 1 },
    set: async ({ make, other }) => {
      await make(ids.group, ids.network, ids.firewallSubnet, ids.publicIp, ids.policy, ids.firewall)
      await other('PUT', `${ids.policy}/ruleCollectionGroups/theirs`, {
        properties: { priority: 900, ruleCollections: [] },
      })
      return example(ids.rules)
    },
    next: 'tried again',
    code: 'azure-busy',
  },
  {
    azure: 'BadRequest',
    provider: `${network}/privateDnsZones`,
    when: 'the network is linked to another zone of this name',
    set: async ({ make, otherMakes, other: call }) => {
      await make(ids.group, ids.network, ids.zone)
      await call('PUT', other(ids.group), { location })
      await otherMakes(other(ids.zone), { location: 'global' })
      await otherMakes(other(ids.link), toNetwork)
      return example(ids.link)
    },
    next: 'fails',
    code: 'zones-overlap',
  },
  {
    azure: 'Conflict',
    provider: `${network}/privateDnsZones`,
    when: 'the network was made anew, and a zone is still linked to the old one',
    set: async ({ make, take, otherMakes }) => {
      await make(ids.group, ids.network, ids.zone)
      await otherMakes(`${ids.zone}/virtualNetworkLinks/theirs`, toNetwork)
      await take(ids.network)
      await make(ids.network)
      return example(ids.link)
    },
    next: 'fails',
    code: 'azure-invalid',
    says: /moved, or re-created/,
  },
  {
    azure: 'InvalidResourceReference',
    provider: network,
    when: 'what a resource points at is not there',
    set: async ({ make }) => {
      await make(ids.group, ids.network, ids.storage)
      return example(ids.endpoint)
    },
    next: 'fails',
    code: 'azure-missing',
  },
  {
    azure: 'InvalidResourceReference',
    provider: network,
    when: 'what a resource points at was just made, and is not found everywhere yet',
    settings: { visibilityDelaySeconds: 30, timeScale: 60 },
    set: async ({ make }) => {
      await make(ids.group, ids.nsg, ids.routes, ids.network)
      return example(ids.subnet)
    },
    next: 'tried again',
    code: 'azure-not-ready',
  },
  {
    azure: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
    provider: network,
    when: 'the other network has these addresses already from somebody else (on demand)',
    set: async (stage) => {
      await stage.make(ids.group, ids.network, ids.hub)
      return struck(stage, example(ids.peering), {
        status: 400,
        code: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
        message: 'Cannot create or update peering: the address space overlaps with a network that is already peered.',
      })
    },
    next: 'fails',
    code: 'azure-address-overlap',
  },
]
