import { bastionHost as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const bastionHost = kind({
  type,
  called: 'Bastion host',
  sdk: networkSdk,
  read: (network, id) => network.bastionHosts.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.bastionHosts.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.bastionHosts.delete(id.group, id.name)),
  outputs: () => ({}),
})
