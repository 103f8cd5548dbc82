import { ArmError } from '../arm/arm-error.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** The identities that a body says the resource is lent, as far as they exist: those that do not are refused elsewhere. */
export function lentIdentities(body: JsonObject, world: World): Resource[] {
  return Object.keys(read.object(body, 'identity', 'userAssignedIdentities')).flatMap((id) => {
    const identity = world.get(keyOf(id))
    return identity === undefined ? [] : [identity]
  })
}

/** A customer's key is fetched by an identity that the resource was lent. The code is in no document. */
export function notLent(what: string, target: string): ArmError {
  return new ArmError(
    400,
    'InvalidEncryptionIdentity',
    `The identity '${what}' that is to fetch the encryption key is not among the user-assigned identities of the resource.`,
    { target },
  )
}
