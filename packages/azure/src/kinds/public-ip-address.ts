import { publicIpAddress as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const publicIpAddress = kind({
  type,
  called: 'public IP address',
  sdk: networkSdk,
  read: (network, id) => network.publicIPAddresses.get(id.group, id.name),
  create: (network, id, body) =>
    longRunning(network.publicIPAddresses.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.publicIPAddresses.delete(id.group, id.name)),
  outputs: (address) => ({ ipAddress: address.ipAddress }),
})
