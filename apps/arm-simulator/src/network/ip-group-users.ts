import type { Reference } from '../arm/reference.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

const groupType = 'Microsoft.Network/firewallPolicies/ruleCollectionGroups'

/** The groups of addresses that rules name. An official example names one that cannot exist, so a missing one is taken. */
export function ipGroupReferences(body: JsonObject): Reference[] {
  const field = 'properties.ruleCollections.rules'
  return read
    .list(body, 'properties', 'ruleCollections')
    .flatMap((collection) => read.list(collection, 'rules'))
    .flatMap((rule) => [...read.texts(rule, 'sourceIpGroups'), ...read.texts(rule, 'destinationIpGroups')])
    .map((id) => ({ id, field, loose: true }))
}

/** The firewall policies whose rules name a group of addresses. */
export function policiesNaming(ipGroup: string, world: World): string[] {
  return [...new Set(world.referencers(ipGroup, groupType).map((group) => group.parent))]
}
