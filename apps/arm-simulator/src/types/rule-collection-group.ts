import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { ipGroupReferences } from '../network/ip-group-users.ts'
import { lateFirewallUpdate } from '../network/late-firewall-update.ts'

export const ruleCollectionGroup: ArmType = {
  type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
  name: { accepts: /^[A-Za-z0-9][\w.-]{0,79}(?<![-.])$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: {
    create: 15,
    update: (group, world) =>
      world.referencers(group.parent, 'Microsoft.Network/azureFirewalls').length > 0 ? 120 : 15,
    delete: 30,
  },
  locks(id, _body, world) {
    // A base policy is shared by its children, so a write to one of them holds it too.
    const base = read.text(world.get(id.parent)?.body, 'properties', 'basePolicy', 'id')
    return base === undefined ? [id.parent] : [id.parent, base.toLowerCase()]
  },
  refers: ipGroupReferences,
  lateConflict: (id, world) => lateFirewallUpdate(id.parent, world),
  validate({ body, id }) {
    const priority = read.number(body, 'properties', 'priority')
    if (priority !== undefined && (priority < 100 || priority > 65_000)) {
      throw new ArmError(
        400,
        'FirewallPolicyRuleCollectionGroupInvalidPriority',
        `Invalid priority ${priority} of rule collection group ${id.name}. It must be between 100 and 65000.`,
      )
    }
  },
}
