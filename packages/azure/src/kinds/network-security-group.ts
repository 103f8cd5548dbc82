import { networkSecurityGroup as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const networkSecurityGroup = kind({
  type,
  called: 'network security group',
  sdk: networkSdk,
  read: (network, id) => network.networkSecurityGroups.get(id.group, id.name),
  create: (network, id, body) =>
    longRunning(network.networkSecurityGroups.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.networkSecurityGroups.delete(id.group, id.name)),
  outputs: () => ({}),
})
