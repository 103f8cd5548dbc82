import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

/** Lies at any scope; what it forbids is in `governance/refuse-locked.ts`. */
export const lock: ArmType = {
  type: 'Microsoft.Authorization/locks',
  extension: true,
  name: { accepts: /^[^<>%&?/\\]{1,260}$/ },
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: plainAnswers('Microsoft.Authorization'),
  seconds: { create: 1, update: 1, delete: 1 },
  requires: ['properties.level'],
  validate({ body }) {
    const level = read.text(body, 'properties', 'level')
    if (level === 'CanNotDelete' || level === 'ReadOnly') return
    throw new ArmError(
      400,
      'InvalidLockLevel',
      `The lock level '${level ?? ''}' is invalid. It must be CanNotDelete or ReadOnly.`,
    )
  },
  listFilter: (resource, scope) =>
    resource.key.startsWith(`${scope}/`) ||
    scope.startsWith(
      `${resource.key.slice(0, resource.key.lastIndexOf('/providers/microsoft.authorization/locks/'))}/`,
    ),
}
