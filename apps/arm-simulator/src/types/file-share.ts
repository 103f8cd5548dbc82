import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { plainAnswers } from '../long-running/plain-answers.ts'

const tiers = ['TransactionOptimized', 'Hot', 'Cool', 'Premium']

export const fileShare: ArmType = {
  type: 'Microsoft.Storage/storageAccounts/fileServices/shares',
  name: {
    accepts: /^(?=.{3,63}$)[a-z0-9](?:-?[a-z0-9])*$/,
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
  validate({ body }) {
    const tier = read.text(body, 'properties', 'accessTier')
    if (tier !== undefined && !tiers.includes(tier))
      throw new ArmError(400, 'InvalidHeaderValue', `The value '${tier}' of accessTier is invalid.`, {
        target: 'properties.accessTier',
      })
    const quota = read.number(body, 'properties', 'shareQuota')
    if (quota !== undefined && (quota < 1 || quota > 102_400))
      throw new ArmError(400, 'InvalidHeaderValue', `The value ${quota} of shareQuota is invalid.`, {
        target: 'properties.shareQuota',
      })
  },
  complete: ({ body, world }) => ({
    body: {
      ...body,
      properties: {
        ...withDefaults(read.object(body, 'properties'), {
          accessTier: 'TransactionOptimized',
          shareQuota: 5120,
          enabledProtocols: 'SMB',
        }),
        leaseState: 'available',
        leaseStatus: 'unlocked',
        lastModifiedTime: new Date(world.now()).toISOString(),
      },
    },
  }),
  patchable: { properties: ['accessTier', 'metadata', 'rootSquash', 'shareQuota', 'signedIdentifiers'] },
}
