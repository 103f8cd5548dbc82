import { ArmError } from '../arm/arm-error.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'

/** A workspace that is lent identities must say as which of them it acts. Whether they exist is looked at elsewhere. */
export function checkWorkspaceIdentity(body: JsonObject): void {
  const field = 'primaryUserAssignedIdentity'
  const lent = Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).map(keyOf)
  const primary = read.text(body, 'properties', field) ?? ''
  const type = (read.text(body, 'identity', 'type') ?? 'SystemAssigned').toLowerCase()
  if (type === 'userassigned' && primary === '')
    throw new ArmError(400, 'ValidationError', `A workspace with a user-assigned identity alone needs ${field}.`, {
      target: field,
    })
  if (primary !== '' && !lent.includes(keyOf(primary)))
    throw new ArmError(400, 'ValidationError', `The ${field} '${primary}' is not among the workspace's identities.`, {
      target: field,
    })
}
