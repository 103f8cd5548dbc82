import { azureFirewall as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const azureFirewall = kind({
  type,
  called: 'firewall',
  sdk: networkSdk,
  read: (network, id) => network.azureFirewalls.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.azureFirewalls.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.azureFirewalls.delete(id.group, id.name)),
  outputs: (firewall) => ({ privateIp: firewall.ipConfigurations?.[0]?.privateIPAddress }),
  // That it is there is all: one without an address is waited for.
  unmet: () => [],
})
