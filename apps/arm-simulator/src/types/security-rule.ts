import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { dropFromParent, securityRules, writeIntoParent } from '../network/inline-children.ts'
import { networkName } from '../network/names.ts'

/** Also written with its group: both are always the same. */
export const securityRule: ArmType = {
  type: securityRules.type,
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 3 },
  requires: ['properties.protocol', 'properties.access', 'properties.direction', 'properties.priority'],
  locks: (id) => [id.parent],
  validate({ id, body, world }) {
    const slotOf = (rule: typeof body): string =>
      `${read.text(rule, 'properties', 'direction') ?? ''} ${read.number(rule, 'properties', 'priority') ?? ''}`.toLowerCase()
    const other = world
      .children(id.parent, securityRules.type)
      .find((rule) => rule.key !== id.key && slotOf(rule.body) === slotOf(body))
    if (other !== undefined)
      throw new ArmError(
        400,
        'SecurityRuleConflict',
        `Security rule ${id.name} conflicts with rule ${other.name}. Rules cannot have the same Priority and Direction in security group ${id.id.replace(/\/securityRules\/[^/]+$/i, '')}.`,
      )
  },
  place(rule, { world }) {
    writeIntoParent(rule, securityRules, world)
    return []
  },
  removed: (rule, world) => dropFromParent(rule, securityRules, world),
}
