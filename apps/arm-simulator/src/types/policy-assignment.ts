import type { ArmType } from '../arm/arm-type.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** Puts a definition into force at a scope and below it. */
export const policyAssignment: ArmType = {
  type: 'Microsoft.Authorization/policyAssignments',
  extension: true,
  showsDeleted: true,
  name: { accepts: /^[^<>*%&:?.+/\\]{1,128}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.Authorization'),
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.policyDefinitionId'],
  // As Azure lists them: those of the scope, those above that apply to it, and those below.
  listFilter: (resource, scope) => {
    const own = resource.key.slice(0, resource.key.lastIndexOf('/providers/microsoft.authorization/policyassignments/'))
    return `${scope}/`.startsWith(`${own}/`) || `${own}/`.startsWith(`${scope}/`)
  },
}
