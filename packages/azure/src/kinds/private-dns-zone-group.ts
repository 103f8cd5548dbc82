import { privateDnsZoneGroup as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const privateDnsZoneGroup = kind({
  type,
  called: 'private DNS zone group',
  sdk: networkSdk,
  read: (network, id) => network.privateDnsZoneGroups.get(id.group, id.parentName, id.name),
  create: (network, id, body) =>
    longRunning(network.privateDnsZoneGroups.createOrUpdate(id.group, id.parentName, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.privateDnsZoneGroups.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
