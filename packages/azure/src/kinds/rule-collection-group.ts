import { ruleCollectionGroup as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { kind } from './kind.ts'

export const ruleCollectionGroup = kind({
  type,
  called: 'rule collection group',
  sdk: networkSdk,
  read: (network, id) => network.firewallPolicyRuleCollectionGroups.get(id.group, id.parentName, id.name),
  create: (network, id, body) =>
    longRunning(
      network.firewallPolicyRuleCollectionGroups.createOrUpdate(id.group, id.parentName, id.name, flatten(body)),
    ),
  remove: (network, id) =>
    longRunning(network.firewallPolicyRuleCollectionGroups.delete(id.group, id.parentName, id.name)),
  outputs: () => ({}),
})
