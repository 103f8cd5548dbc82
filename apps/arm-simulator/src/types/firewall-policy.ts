import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { lateFirewallUpdate } from '../network/late-firewall-update.ts'

const firewallType = 'Microsoft.Network/azureFirewalls'

export const firewallPolicy: ArmType = {
  type: 'Microsoft.Network/firewallPolicies',
  name: { accepts: /^[A-Za-z0-9][\w.-]{0,79}(?<![-.])$/ },
  style: networkAnswers,
  seconds: {
    create: 5,
    // A policy that no firewall uses is only written down; else the firewalls take it up.
    update: (policy, world) => (world.referencers(policy.key, firewallType).length > 0 ? 60 : 5),
    delete: 15,
  },
  refers(body) {
    const base = read.text(body, 'properties', 'basePolicy', 'id')
    return base === undefined ? [] : [{ id: base, field: 'properties.basePolicy.id' }]
  },
  lateConflict: (id, world) => lateFirewallUpdate(id.key, world),
  complete({ body }) {
    const {
      firewalls: _firewalls,
      childPolicies: _children,
      ruleCollectionGroups: _groups,
      ...properties
    } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          ...withDefaults(properties, { threatIntelMode: 'Alert' }),
          sku: withDefaults(read.object(properties, 'sku'), { tier: 'Standard' }),
        },
      },
    }
  },
  show(policy, body, world) {
    const ids = (resources: { id: string }[]): { id: string }[] => resources.map(({ id }) => ({ id }))
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        firewalls: ids(world.referencers(policy.key, firewallType)),
        childPolicies: ids(world.referencers(policy.key, 'Microsoft.Network/firewallPolicies')),
        ruleCollectionGroups: ids(
          world.children(policy.key, 'Microsoft.Network/firewallPolicies/ruleCollectionGroups'),
        ),
      },
    }
  },
  refuseDelete(policy, world) {
    const users = world.referencers(policy.key)
    if (users.length === 0) return
    // The code is not documented; Azure refuses this with a 400 of a similar text.
    throw new ArmError(
      400,
      'FirewallPolicyInUseCannotBeDeleted',
      `Firewall Policy ${policy.id} cannot be deleted because it is in use by the following resources: ${users.map((user) => user.id).join(', ')}.`,
    )
  },
}
