import { ArmError } from '../arm/arm-error.ts'
import type { Write } from '../arm/arm-type.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { badRequest } from './bad-request.ts'
import { requireEnum } from './require-enum.ts'

/** The vault of a customer's key, and the identity that may use it. */
export function encryptionReferences(body: JsonObject): Reference[] {
  return [
    { field: 'encryption.keyVaultProperties.keyVaultArmId', path: ['keyVaultProperties', 'keyVaultArmId'] },
    { field: 'encryption.identity.userAssignedIdentity', path: ['identity', 'userAssignedIdentity'] },
  ].flatMap(({ field, path }) => {
    const id = read.text(body, 'properties', 'encryption', ...path)
    return id === undefined || id === '' ? [] : [{ id, field }]
  })
}

/** A customer's key comes at creation and stays; only the version of the key changes later. */
export function checkEncryption({ body, existing, world }: Write): void {
  const asked = encryptionOf(body, existing?.body)
  requireEnum(asked.status, 'properties.encryption.status', ['Enabled', 'Disabled'])
  const had = existing === undefined ? undefined : read.text(existing.body, 'properties', 'encryption', 'status')
  // That Azure refuses it with this code is unconfirmed; that it cannot be changed is documented.
  if (existing !== undefined && (had ?? 'Disabled') !== (read.text(asked, 'status') ?? 'Disabled'))
    throw badRequest('The encryption of a workspace cannot be changed after it is created.', 'properties.encryption')
  if (read.text(asked, 'status') !== 'Enabled') return
  for (const field of ['keyVaultArmId', 'keyIdentifier']) {
    if ((read.text(asked, 'keyVaultProperties', field) ?? '') === '')
      throw new ArmError(400, 'ValidationError', `The encryption of a workspace needs ${field}.`, {
        target: `properties.encryption.keyVaultProperties.${field}`,
      })
  }
  const vault = world.get(keyOf(read.text(asked, 'keyVaultProperties', 'keyVaultArmId') ?? ''))
  if (read.at(vault?.body, 'properties', 'enablePurgeProtection') !== true)
    throw badRequest('CMK workspaces should have purge protection enabled on their CMK keyvault.')
}

/** A PATCH names only the key; vault and identity stay. */
export function encryptionOf(body: JsonObject, existing: JsonObject | undefined): JsonObject {
  const before = read.object(existing, 'properties', 'encryption')
  const asked = read.object(body, 'properties', 'encryption')
  if (Object.keys(asked).length === 0) return before
  return {
    ...before,
    ...asked,
    keyVaultProperties: { ...read.object(before, 'keyVaultProperties'), ...read.object(asked, 'keyVaultProperties') },
  }
}
