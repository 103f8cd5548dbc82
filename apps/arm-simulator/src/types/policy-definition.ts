import type { ArmType } from '../arm/arm-type.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** A rule that assignments put into force; `governance/evaluate-policies.ts` reads it. */
export const policyDefinition: ArmType = {
  type: 'Microsoft.Authorization/policyDefinitions',
  extension: true,
  name: { accepts: /^[^<>*%&:?.+/\\]{1,128}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.Authorization'),
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.policyRule'],
}
