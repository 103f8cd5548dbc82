import { networkInterface as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const networkInterface = kind({
  type,
  called: 'network interface',
  sdk: networkSdk,
  read: (network, id) => network.networkInterfaces.get(id.group, id.name),
  create: (network, id, body) =>
    longRunning(network.networkInterfaces.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.networkInterfaces.delete(id.group, id.name)),
  outputs: ({ ipConfigurations }) => ({ privateIp: ipConfigurations?.[0]?.privateIPAddress }),
})
