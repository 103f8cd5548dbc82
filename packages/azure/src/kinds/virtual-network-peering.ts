import { virtualNetworkPeering as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const virtualNetworkPeering = kind({
  type,
  called: 'virtual network peering',
  sdk: networkSdk,
  read: (network, id) => network.virtualNetworkPeerings.get(id.group, id.parentName, id.name),
  create: (network, id, body) =>
    longRunning(network.virtualNetworkPeerings.createOrUpdate(id.group, id.parentName, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.virtualNetworkPeerings.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
