import type { ArmType } from '../arm/arm-type.ts'
import { networkAnswers } from '../long-running/network-answers.ts'

const { states: _states, hasEtag: _hasEtag, ...answers } = networkAnswers

/** What a rule collection group is to become. It is written at once, and nothing deploys it yet. */
export const ruleCollectionGroupDraft: ArmType = {
  type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups/ruleCollectionGroupDrafts',
  name: { accepts: /^default$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: { ...answers, create: 'at once', update: 'at once', delete: 'at once' },
  seconds: { create: 1, update: 1, delete: 1 },
}
