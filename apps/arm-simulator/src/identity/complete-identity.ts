import { ArmError } from '../arm/arm-error.ts'
import { keyOf, type ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'
import { tenantId } from './tenant-id.ts'

/** Gives a resource its principal, and looks up those it was lent. */
export function completeIdentity(asked: JsonObject, existing: JsonObject, id: ResourceId, world: World): JsonObject {
  const type = read.text(asked, 'type') ?? 'None'
  const kept = read.text(existing, 'principalId')
  const isSystem = /systemassigned/i.test(type)
  if (!isSystem && kept !== undefined) world.forgetPrincipal(kept)
  const lent: JsonObject = {}
  for (const lentId of Object.keys(read.object(asked, 'userAssignedIdentities'))) {
    const identity = world.get(keyOf(lentId))
    if (identity === undefined) {
      throw new ArmError(
        400,
        'FailedIdentityOperation',
        `Identity operation for resource '${id.id}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${lentId}' was not found."}}'.`,
      )
    }
    lent[lentId] = {
      principalId: read.text(identity.body, 'properties', 'principalId'),
      clientId: read.text(identity.body, 'properties', 'clientId'),
    }
  }
  return {
    type,
    ...(isSystem ? { principalId: kept ?? world.newGuid(), tenantId } : {}),
    ...(Object.keys(lent).length > 0 ? { userAssignedIdentities: lent } : {}),
  }
}
