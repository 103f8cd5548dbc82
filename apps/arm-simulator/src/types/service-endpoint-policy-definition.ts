import type { ArmType } from '../arm/arm-type.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { dropFromParent, policyDefinitions, writeIntoParent } from '../network/inline-children.ts'
import { networkName } from '../network/names.ts'

/** Also written with its policy: both are always the same. */
export const serviceEndpointPolicyDefinition: ArmType = {
  type: policyDefinitions.type,
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 3 },
  locks: (id) => [id.parent],
  place(definition, { world }) {
    writeIntoParent(definition, policyDefinitions, world)
    return []
  },
  removed: (definition, world) => dropFromParent(definition, policyDefinitions, world),
}
