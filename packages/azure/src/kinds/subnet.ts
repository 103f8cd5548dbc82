import { subnet as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const subnet = kind({
  type,
  called: 'subnet',
  sdk: networkSdk,
  read: (network, id) => network.subnets.get(id.group, id.parentName, id.name),
  create: (network, id, body) =>
    longRunning(network.subnets.createOrUpdate(id.group, id.parentName, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.subnets.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
