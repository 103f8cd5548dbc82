import { firewallPolicy as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const firewallPolicy = kind({
  type,
  called: 'firewall policy',
  sdk: networkSdk,
  read: (network, id) => network.firewallPolicies.get(id.group, id.name),
  create: (network, id, body) => longRunning(network.firewallPolicies.createOrUpdate(id.group, id.name, flatten(body))),
  remove: (network, id) => longRunning(network.firewallPolicies.delete(id.group, id.name)),
  outputs: () => ({}),
})
