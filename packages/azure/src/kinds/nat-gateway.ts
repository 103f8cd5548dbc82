import { natGateway as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const natGateway = kind({
  type,
  called: 'NAT gateway',
  sdk: networkSdk,
  read: (network, id) => network.natGateways.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.natGateways.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.natGateways.delete(id.group, id.name)),
  outputs: () => ({}),
})
