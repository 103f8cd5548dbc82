import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

export const blobContainer: ArmType = {
  type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
  name: {
    accepts: /^(?:\$web|\$root|\$logs|(?=.{3,63}$)[a-z0-9](?:-?[a-z0-9])*)$/,
    refuse: (name) =>
      new ArmError(
        400,
        'InvalidResourceName',
        `The specified resource name '${name}' contains invalid characters or has an invalid length.`,
      ),
  },
  location: 'none',
  style: { ...plainAnswers('Microsoft.Storage'), hasEtag: true },
  seconds: { create: 2, update: 2, delete: 2 },
  validate({ id, body, world }) {
    const account = world.get(world.get(id.parent)?.parent ?? '')
    const access = read.text(body, 'properties', 'publicAccess') ?? 'None'
    if (!['None', 'Blob', 'Container'].includes(access))
      throw new ArmError(400, 'InvalidHeaderValue', `The value '${access}' of publicAccess is invalid.`, {
        target: 'properties.publicAccess',
      })
    if (access !== 'None' && read.at(account?.body, 'properties', 'allowBlobPublicAccess') !== true)
      throw new ArmError(409, 'PublicAccessNotPermitted', 'Public access is not permitted on this storage account.')
  },
  complete: ({ body, world }) => ({
    body: {
      ...body,
      properties: {
        ...withDefaults(read.object(body, 'properties'), {
          publicAccess: 'None',
          defaultEncryptionScope: '$account-encryption-key',
          denyEncryptionScopeOverride: false,
        }),
        leaseState: 'Available',
        leaseStatus: 'Unlocked',
        deleted: false,
        hasImmutabilityPolicy: false,
        hasLegalHold: false,
        lastModifiedTime: new Date(world.now()).toISOString(),
      },
    },
  }),
  patchable: {
    properties: ['publicAccess', 'metadata', 'defaultEncryptionScope', 'denyEncryptionScopeOverride'],
  },
}
