import type { ArmType } from '../arm/arm-type.ts'
import { policyOfAccount } from '../storage/policy-of-account.ts'

/** When blobs move to another tier or go. Nothing moves: there are no blobs. */
export const storageManagementPolicy: ArmType = policyOfAccount(
  'managementPolicies',
  /^default$/,
  ['policy.rules'],
  ({ world }) => ({ lastModifiedTime: new Date(world.now()).toISOString() }),
)
